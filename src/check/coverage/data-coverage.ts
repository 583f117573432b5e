import type { Covered } from './covered.ts';

const mas = (...numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => `element-hq/matrix-authentication-service#${number}`);

/** Rows that passed a check and failed in the migration or after it. */
export const dataCoverage: readonly Covered[] = [
  {
    what: 'Rows of users who do not exist stop the migration, one user at a time',
    threads: [...mas(5239), 'element-hq/synapse#12817'],
    findings: ['data/orphan-rows'],
  },
  {
    what: 'Users of another server name stop it',
    threads: mas(4881),
    findings: ['data/foreign-domain-user', 'mas/server-name-mismatch'],
  },
  { what: 'Localparts with a colon', threads: mas(4121, 4133), findings: ['data/invalid-localpart'] },
  {
    what: 'A dry run that works, and a unique constraint that does not',
    threads: mas(2312),
    findings: ['target/unique-conflict', 'target/not-null', 'target/unchecked-index', 'target/unknown-column'],
    property: 'apply --rehearse does everything up to the commit',
  },
  {
    what: 'Users were left out without a word because of a warning',
    threads: mas(3479),
    property: 'The accounting: every row is migrated or skipped for a named reason, and apply makes the sums again',
  },
  {
    what: 'Device ids with a space: sessions can neither be listed nor ended',
    threads: mas(2724, 4027),
    findings: ['devices/id-charset'],
  },
  {
    what: 'Tokens of devices that are gone, refresh tokens without an access token, "-" for an address, guest devices',
    threads: mas(4121, 2317, 3926),
    property:
      'The accounting names a reason for each row that is left out; columns that cannot hold a value leave it empty',
    findings: ['data/timestamp-range'],
  },
  {
    what: 'Macaroons of old Synapse are refused as tokens',
    threads: mas(2150, 4090),
    findings: ['tokens/unknown-shape'],
  },
  {
    what: 'Guests cannot be served any more, and count by the ten thousand',
    threads: [...mas(1445), 'element-hq/ess-helm#1417'],
    findings: ['users/guests', 'synapse/guests-enabled', 'decision/exceeded'],
    property: 'The decision exclude-guests leaves them out, with a bound',
  },
  {
    what: 'Deactivated and locked users came back or lost their lock',
    threads: mas(2032, 4197, 3930),
    findings: ['users/shadow-banned', 'users/suspended'],
    property: 'The plan has a table of what the states of users become, and the SELECT of each copy',
  },
  { what: 'An erased user who is made active again has no profile', threads: mas(5712), findings: ['users/erased'] },
  {
    what: 'User ids with capitals, or equal but for case',
    threads: [...mas(4741, 5219), 'matrix-org/synapse#11426', 'matrix-org/synapse#241'],
    findings: ['data/username-case-collision', 'users/localpart-policy'],
  },
  {
    what: 'One e-mail address of several users',
    threads: ['MAS: crates/storage-pg/src/user/email.rs'],
    findings: ['users/email-shared'],
  },
  {
    what: 'Phone numbers, which MAS does not use',
    threads: [...mas(3479), 'element-hq/ess-helm#1417'],
    findings: ['users/third-party-id-unsupported'],
  },
];
