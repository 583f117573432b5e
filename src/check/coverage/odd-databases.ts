import type { OddSource } from './odd-source.ts';

/** Databases, the ways to them, and releases; tests on real ones show each. */
export const oddDatabases: readonly OddSource[] = [
  {
    what: '`databases:` with several stores',
    decision: 'works',
    how: 'Accounts, devices and tokens are in the store `main`; the others are not asked.',
    errors: ['CONFIG_DATABASE'],
  },
  {
    what: 'Tables in another schema than `public`',
    decision: 'works',
    how: 'Names are found by the `search_path` of the role, the database or the connection, on both sides; a plan names no schema but `public`.',
    errors: ['DATABASE_NOT_SYNAPSE', 'DATABASE_NOT_MAS'],
  },
  {
    what: 'A role that may only read Synapse',
    decision: 'works',
    how: '`check`, `plan` and `verify` need SELECT alone. `apply` locks the tables, so it needs UPDATE on them too (or MAINTAIN, from PostgreSQL 17 on) and says the GRANT.',
    findings: ['data/lock-right', 'data/table-unread'],
    errors: ['DATABASE_RIGHTS'],
  },
  {
    what: 'A role that does not own the tables of MAS',
    decision: 'works',
    how: '`check`, `plan` and `verify` need SELECT alone; `apply` and `rollback` need the owner.',
    findings: ['target/owner'],
  },
  {
    what: 'PgBouncer and the like in session mode',
    decision: 'works',
    how: '`check`, `plan` and `verify` do. Sessions that the pool keeps open look like those of Synapse or MAS, so `apply` and `rollback` want them ended (KILL in the console of PgBouncer) and the address of PostgreSQL itself.',
    errors: ['SERVICE_CONNECTED'],
  },
  {
    what: 'PgBouncer and the like in transaction or statement mode',
    decision: 'refused',
    how: 'Settings and locks of a session would not last. It is found out with a second session, by every command that connects; give the address of PostgreSQL itself.',
    errors: ['DATABASE_POOLED'],
  },
  {
    what: 'A database of Synapse in SQL_ASCII, or another encoding than UTF8',
    decision: 'carried over, with a finding',
    how: 'Synapse itself does not start on it. Where SQL_ASCII holds bytes that are no UTF-8, nothing is planned, and columns and users are named.',
    findings: ['data/encoding'],
    errors: ['DATABASE_ENCODING'],
  },
  {
    what: 'A database of Synapse with another collation than C',
    decision: 'carried over, with a finding',
    how: 'No query depends on it. Indexes that were built by another version of the collation are a warning.',
    findings: ['data/collation', 'data/collation-version'],
  },
  {
    what: 'A database of MAS that is not in UTF8',
    decision: 'refused',
    how: 'It cannot hold every name.',
    findings: ['target/encoding'],
  },
  {
    what: 'A Synapse of years ago, back to 1.38',
    decision: 'carried over',
    how: 'What its schema lacks is taken for false or absent: registration tokens before 1.42, locked, shadow-banned and suspended users. It is too old for MAS as it runs; state the release that will run then by `--synapse-version`.',
    findings: ['versions/synapse-too-old', 'versions/stated-otherwise'],
  },
  {
    what: 'A MAS of years ago, back to 0.11, and any after it',
    decision: 'carried over, with a finding',
    how: 'By its catalog: columns that it lacks are not filled, those that nobody knows keep their default, and one without a default is an error.',
    findings: ['target/column', 'target/unknown-column', 'versions/mas-too-old', 'versions/untested-schema'],
    reasons: ['no-device', 'no-table-in-mas'],
  },
];
