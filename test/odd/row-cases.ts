import { createHash } from 'node:crypto';
import { oddRows } from '../../src/check/coverage/odd-rows.ts';
import { passwordHash, type SynapseRows } from '../support/synapse-rows.ts';

/** Odd rows, and what is then to be seen in MAS. */
export interface RowCase {
  /** As FINDINGS.md has it. */
  readonly what: string;
  readonly add: (rows: SynapseRows) => SynapseRows;
  /** What a superuser reads in MAS after apply, and gets, one value a row. */
  readonly read?: readonly [sql: string, values: readonly unknown[]];
}

const ofUser = (name: string, select: string, from: string): string =>
  `SELECT ${select} AS value FROM ${from} JOIN users USING (user_id) WHERE username = '${name}' ORDER BY 1`;
const longId = 'x'.repeat(500);
const oddName = 'tab\there \\000 \\x00 \\u0000 \\N \\. line\nbreak';
/** Nothing that PostgreSQL could make shorter. */
const subject = (length: number): string =>
  Array.from({ length: Math.ceil(length / 64) }, (_, part) => createHash('sha256').update(String(part)).digest('hex'))
    .join('')
    .slice(0, length);

/** Those that are carried over or left out. */
export const takenRows: readonly RowCase[] = [
  {
    what: '`hidden` of a device is NULL',
    add: (rows) => rows.user('hidden').device('NULL', { hidden: null }).accessToken('syt_hidden'),
    read: [ofUser('hidden', 'device_id', 'compat_sessions'), ['NULL']],
  },
  {
    what: 'Device ids that are empty, have spaces or 500 characters',
    add: (rows) => rows.user('long').device('').device(' a b ').device(longId).accessToken('syt_long'),
    read: [ofUser('long', 'device_id', 'compat_sessions'), ['', ' a b ', longId]],
  },
  {
    what: 'A great many devices of one user',
    add: (rows) =>
      Array.from({ length: 3000 }).reduce<SynapseRows>((all, _, n) => all.device(`D${n}`), rows.user('many')),
    read: [ofUser('many', 'count(*)::int', 'compat_sessions').replace(' ORDER BY 1', ''), [3000]],
  },
  {
    what: 'Access tokens that do not begin with `syt_`',
    add: (rows) => rows.user('token').device('A').accessToken('by hand').accessToken('syt_token'),
    read: [
      `SELECT access_token AS value FROM compat_access_tokens JOIN compat_sessions USING (compat_session_id)
         JOIN users USING (user_id) WHERE username = 'token' ORDER BY 1`,
      ['by hand', 'syt_token'],
    ],
  },
  {
    what: 'Refresh tokens that follow each other in a circle',
    add: (rows) =>
      rows
        .user('circle')
        .device('A')
        .refreshToken('syr_a', { next: 'syr_b' })
        .accessToken('syt_circle_a', { used: true })
        .refreshToken('syr_b', { next: 'syr_a' })
        .accessToken('syt_circle_b', { used: false })
        .refreshToken('syr_self', { next: 'syr_self' })
        .accessToken('syt_circle_self', { used: false }),
    // The successor of the second was used, that of the first and of the third was not.
    read: [
      `SELECT refresh_token AS value FROM compat_refresh_tokens JOIN compat_sessions USING (compat_session_id)
         JOIN users USING (user_id) WHERE username = 'circle' ORDER BY 1`,
      ['syr_a', 'syr_self'],
    ],
  },
  {
    what: 'Password hashes of bcrypt that begin with `$2a$`, `$2x$` or `$2y$`',
    add: (rows) =>
      ['a', 'b', 'x', 'y'].reduce(
        (all, version) => all.user(`hash${version}`, { password_hash: passwordHash.replace('$2b', `$2${version}`) }),
        rows,
      ),
    read: [
      `SELECT left(hashed_password, 4) AS value FROM user_passwords JOIN users USING (user_id) WHERE username ~ '^hash' ORDER BY 1`,
      ['$2a$', '$2b$', '$2x$', '$2y$'],
    ],
  },
  {
    what: 'Other password hashes: PBKDF2, Argon2, crypt, LDAP, damaged ones, plain text',
    add: (rows) => otherHashes.reduce((all, hash, n) => all.user(`other${n}`, { password_hash: hash }), rows),
    read: [
      `SELECT username AS value FROM user_passwords RIGHT JOIN users USING (user_id)
        WHERE username ~ '^other' AND hashed_password IS NULL ORDER BY 1`,
      ['other0', 'other1', 'other2', 'other3', 'other4', 'other5', 'other6', 'other7', 'other8'],
    ],
  },
  {
    what: 'Usernames with capitals',
    add: (rows) => rows.user('Capital'),
    read: [`SELECT username AS value FROM users WHERE lower(username) = 'capital'`, ['Capital']],
  },
  {
    what: 'Usernames that differ in case only',
    add: (rows) => rows.user('twin').user('TWIN'),
    read: [`SELECT username AS value FROM users WHERE lower(username) = 'twin' ORDER BY 1`, ['TWIN', 'twin']],
  },
  {
    what: 'Addresses with capitals, with a plus or with a domain beyond ASCII',
    add: (rows) => rows.user('mail').email('Plus+1@example.com').email('mail@bücher.example'),
    read: [ofUser('mail', 'email', 'user_emails'), ['Plus+1@example.com', 'mail@bücher.example']],
  },
  {
    what: 'Addresses of several users that differ in case only',
    add: (rows) => rows.user('shared1').email('shared@example.com').user('shared2').email('Shared@example.com'),
    read: [
      `SELECT username || ' ' || email AS value FROM user_emails JOIN users USING (user_id) WHERE lower(email) = 'shared@example.com' ORDER BY 1`,
      ['shared1 shared@example.com', 'shared2 Shared@example.com'],
    ],
  },
  {
    what: 'E-mail addresses that are none',
    add: (rows) => rows.user('nomail').email('nowhere'),
    read: [ofUser('nomail', 'email', 'user_emails'), ['nowhere']],
  },
  {
    what: 'External ids that are empty',
    add: (rows) => rows.user('empty').externalId('oidc-mapped', ''),
    read: [ofUser('empty', 'subject', 'upstream_oauth_links'), ['']],
  },
  {
    what: 'External ids of 2 KB',
    add: (rows) => rows.user('kilo').externalId('oidc-mapped', subject(2048)),
    read: [ofUser('kilo', 'subject', 'upstream_oauth_links'), [subject(2048)]],
  },
  {
    what: 'Names with escapes that look like NUL, with tabs, line breaks or backslashes',
    add: (rows) => rows.user('escape').device('A', { display_name: oddName, user_agent: oddName }),
    read: [ofUser('escape', 'human_name', 'compat_sessions'), [oddName]],
  },
  {
    what: 'Times that are 0, in seconds instead of milliseconds, or in the future',
    add: (rows) =>
      rows
        .user('then', { creation_ts: 0 })
        .email('then@example.com', { added_at: 1_600_000_000, validated_at: 1_600_000_000 })
        .device('A', { last_seen: 0 })
        .accessToken('syt_then', { last_validated: 0, valid_until_ms: 0 })
        .device('B', { last_seen: 2 ** 48 - 1 }),
    read: [
      ofUser('then', `floor(extract(epoch FROM last_active_at))::int8::text`, 'compat_sessions'),
      ['0', '281474976710'],
    ],
  },
];

const otherHashes = [
  '$pbkdf2-sha512$25000$c2FsdA$aGFzaA',
  '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA',
  '$6$rounds=5000$salt$hash',
  '{SSHA}aGFzaA==',
  'correct horse',
  'd41d8cd98f00b204e9800998ecf8427e',
  passwordHash.slice(0, 59),
  passwordHash.replace('$12$', '$32$'),
  passwordHash.replace('$2b', '$2'),
];

/** Those with which nothing is planned. */
export const refusedRows: readonly RowCase[] = [
  {
    what: 'External ids of more than 2,676 bytes',
    add: (rows) => rows.user('longer').externalId('oidc-mapped', subject(2677)),
  },
  {
    what: 'Times that are negative, or in milliseconds instead of seconds',
    add: (rows) => rows.user('before', { creation_ts: -1 }).user('milli', { creation_ts: 1_600_000_000_000 }),
  },
];

/** What FINDINGS.md says of it. */
export function toldOf(what: string): (typeof oddRows)[number] {
  const told = oddRows.find((row) => row.what === what);
  if (!told) throw new Error(`FINDINGS.md does not tell of: ${what}`);
  return told;
}
