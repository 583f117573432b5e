import type { OddSource } from './odd-source.ts';

/** Rows; a test takes a database with each of them through plan, apply and verify, or sees that it is refused. */
export const oddRows: readonly OddSource[] = [
  {
    what: 'No user at all',
    decision: 'carried over',
    how: 'Nothing is, and that is no error.',
  },
  {
    what: '`hidden` of a device is NULL',
    decision: 'carried over',
    how: 'It counts as false, as in Synapse.',
  },
  {
    what: 'Device ids that are empty, have spaces or 500 characters',
    decision: 'carried over',
    how: 'MAS keeps any text; with MAS before 0.15 or Synapse before 1.126 those that no scope can hold are a finding.',
    findings: ['devices/id-charset'],
  },
  {
    what: 'A great many devices of one user',
    decision: 'carried over',
    how: 'One session each; nothing is held in memory.',
  },
  {
    what: 'Access tokens that do not begin with `syt_`',
    decision: 'carried over, with a finding',
    how: 'MAS takes macaroons from 0.15 on; others it refuses by their shape, and their holders have to log in again.',
    findings: ['tokens/unknown-shape'],
  },
  {
    what: 'Refresh tokens that follow each other in a circle',
    decision: 'carried over',
    how: 'Each by its own successor alone: it goes along unless an access token of the successor was used.',
    reasons: ['superseded'],
  },
  {
    what: 'Password hashes of bcrypt that begin with `$2a$`, `$2x$` or `$2y$`',
    decision: 'carried over',
    how: 'MAS checks them as it checks `$2b$`, and so does Synapse.',
  },
  {
    what: 'Other password hashes: PBKDF2, Argon2, crypt, LDAP, damaged ones, plain text',
    decision: 'left out',
    how: 'Neither Synapse nor MAS can check a password by them.',
    findings: ['users/unusable-hash'],
    reasons: ['unusable-hash'],
  },
  {
    what: 'Usernames with capitals',
    decision: 'carried over, with a finding',
    how: 'As they are; whoever logs in may write them in any case.',
    findings: ['users/localpart-policy'],
  },
  {
    what: 'Usernames that differ in case only',
    decision: 'carried over, with a finding',
    how: 'As several users, who must write their name as it is.',
    findings: ['data/username-case-collision'],
  },
  {
    what: 'Addresses with capitals, with a plus or with a domain beyond ASCII',
    decision: 'carried over',
    how: 'As they are; MAS compares without regard to case.',
  },
  {
    what: 'Addresses of several users that differ in case only',
    decision: 'carried over, with a finding',
    how: 'Each user keeps theirs, and logs in by username.',
    findings: ['users/email-shared'],
  },
  {
    what: 'E-mail addresses that are none',
    decision: 'carried over, with a finding',
    how: 'MAS can send nothing there.',
    findings: ['users/email-unusable'],
  },
  {
    what: 'External ids that are empty',
    decision: 'carried over, with a finding',
    how: 'MAS never finds such a link.',
    findings: ['users/empty-subject'],
  },
  {
    what: 'External ids of 2 KB',
    decision: 'carried over',
    how: 'They fit into the index of MAS.',
  },
  {
    what: 'External ids of more than 2,676 bytes',
    decision: 'refused',
    how: 'They fit into the index of Synapse and not into that of MAS.',
    findings: ['data/too-long'],
  },
  {
    what: 'Names with escapes that look like NUL, with tabs, line breaks or backslashes',
    decision: 'carried over',
    how: 'Byte for byte, in the binary format of COPY; PostgreSQL holds no NUL itself.',
  },
  {
    what: 'Times that are 0, in seconds instead of milliseconds, or in the future',
    decision: 'carried over, with a finding',
    how: 'As they are.',
    findings: ['data/timestamp-odd'],
  },
  {
    what: 'Times that are negative, or in milliseconds instead of seconds',
    decision: 'refused',
    how: 'No ULID and no sensible time can be made of them.',
    findings: ['data/timestamp-range'],
  },
];
