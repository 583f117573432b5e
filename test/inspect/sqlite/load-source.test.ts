import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Client } from 'pg';
import { makePlan } from '../../../src/cli/make-plan.ts';
import { readTables } from '../../../src/inspect/catalog.ts';
import { readIdentity } from '../../../src/inspect/identity.ts';
import { loadSqliteSource } from '../../../src/inspect/sqlite/load-source.ts';
import type { Plan } from '../../../src/plan/types.gen.ts';
import { PlanError, type Problem } from '../../../src/support/errors.ts';
import { temporaryFolder } from '../../cli/example.ts';
import { insertEveryKind } from '../../compile/database/every-kind.ts';
import { createPair, createServiceDatabase, type TestDatabase } from '../../support/databases.ts';
import { planRequestFor, providersYaml } from '../../support/planned.ts';
import { changeSqlite, copyToSqlite } from '../../support/sqlite/copy-to-sqlite.ts';
import { source } from '../../support/synapse-rows.ts';

test('rows of every kind make the same plan out of SQLite as out of PostgreSQL', async (t) => {
  const pair = await createPair(t);
  await insertEveryKind(pair.synapse.client);
  const path = join(temporaryFolder(t), 'homeserver.db');
  await copyToSqlite(pair.synapse.client, path);
  const request = planRequestFor(t, pair, { masYaml: providersYaml('oidc-mapped') });
  const postgres = await makePlan(request);
  const sqlite = await makePlan({ ...request, synapseDatabaseUri: `sqlite://${path}` });
  assert.deepEqual(sqlite.source.connection, { engine: 'sqlite3', path, from: ['--synapse-database-uri'] });
  const { systemIdentifier, serverVersion: _version, ...database } = sqlite.source.database;
  assert.match(systemIdentifier, /^[0-9]{1,20}$/);
  assert.deepEqual(
    { engine: database.engine, oid: database.oid, name: database.name },
    { engine: 'sqlite3', oid: 0, name: path },
  );
  // As in PostgreSQL, but for defaults and the names of constraints; primary keys of numbers are unique there too.
  const lines = (plan: Plan) =>
    plan.source.database.catalog.split('\n').map((line) =>
      line
        .replace(/ default .*/, '')
        .replace(/ constraint \S+/, '')
        .replace('PRIMARY KEY', 'UNIQUE'),
    );
  const known = new Set(lines(postgres));
  assert.deepEqual(
    lines(sqlite).filter((line) => !known.has(line)),
    [],
  );
  // What people do with either kind of database differs; names of backups begin as the seed does.
  const apart = ['operator/backup', 'undo/dump', 'undo/oauth-delegated'];
  const rest = ({ source: _source, seed, steps, undo, assumptions: _assumptions, ...others }: Plan): unknown => {
    const same = {
      ...others,
      steps: steps.filter(({ id }) => !apart.includes(id)),
      undo: undo.filter(({ id }) => !apart.includes(id)),
    };
    return JSON.parse(JSON.stringify(same).replaceAll(seed, 'seed').replaceAll(seed.slice(0, 8), 'seed'));
  };
  assert.deepEqual(rest(sqlite), rest(postgres));
});

const odd: readonly (readonly [what: string, sql: string, problem: string])[] = [
  [
    'text in a column of numbers',
    `UPDATE users SET creation_ts = 'soon'`,
    'users.creation_ts holds text, where a number belongs: 3 rows, rowid 1, 2, 3',
  ],
  [
    'a fraction',
    `UPDATE devices SET last_seen = 1.5`,
    'devices.last_seen holds a number with a fraction, or none at all: 1 row, rowid 1',
  ],
  [
    'a number beyond bigint',
    `UPDATE access_tokens SET valid_until_ms = 1e300`,
    'access_tokens.valid_until_ms holds a number that is too large for a bigint: 1 row, rowid 1',
  ],
  [
    'a number beyond smallint',
    `UPDATE users SET admin = 40000 WHERE name LIKE '@a%'`,
    'users.admin holds a number that is too large for a smallint: 1 row, rowid 1',
  ],
  [
    'a blob',
    `UPDATE users SET password_hash = x'61' WHERE name LIKE '@a%'`,
    'users.password_hash holds a blob, where text belongs: 1 row, rowid 1',
  ],
  [
    'a NUL',
    `UPDATE devices SET display_name = 'a' || char(0)`,
    'devices.display_name holds text with a NUL character, which PostgreSQL does not take: 1 row, rowid 1',
  ],
  [
    'what is not UTF-8',
    `UPDATE devices SET display_name = CAST(x'61ff' AS TEXT)`,
    'devices.display_name holds text that is not UTF-8: 1 row, rowid 1',
  ],
  [
    'text for a truth value',
    `UPDATE devices SET hidden = 'yes'`,
    'devices.hidden holds text, where a truth value belongs: 1 row, rowid 1',
  ],
];

test('values that PostgreSQL cannot hold are refused, all of them, with their rows', async (t) => {
  const { mas, path } = await smallSource(t);
  for (const [, sql] of odd.slice(1)) changeSqlite(path, sql);
  const problems = await problemsOf(session(t, mas).then((client) => loadSqliteSource(client, path)));
  assert.deepEqual(
    problems.map(({ code, message, place }) => `${code} ${place?.database} ${place?.table} ${message}`).sort(),
    odd
      .slice(1)
      // The NUL was overwritten by what is not UTF-8.
      .filter(([what]) => what !== 'a NUL')
      .map(([, , message]) => `SQLITE_VALUE synapse ${message.split('.')[0]} ${message}`)
      .sort(),
  );
});

for (const [what, sql, message] of odd) {
  test(`refused: ${what}`, async (t) => {
    const { mas, path } = await smallSource(t);
    changeSqlite(path, sql);
    const problems = await problemsOf(session(t, mas).then((client) => loadSqliteSource(client, path)));
    assert.deepEqual(
      problems.map((problem) => [problem.code, problem.message]),
      [['SQLITE_VALUE', message]],
    );
  });
}

test('values of SQLite that mean the same in PostgreSQL', async (t) => {
  const { mas, path } = await smallSource(t);
  changeSqlite(
    path,
    `UPDATE users SET is_guest = 0.0, admin = '1', deactivated = NULL WHERE 0;
     UPDATE devices SET hidden = 7, last_seen = -9223372036854775808, display_name = '', ip = 12, user_agent = char(10, 92, 46, 10, 9, 128421);
     UPDATE access_tokens SET last_validated = 9223372036854775807, used = 0`,
  );
  const client = await session(t, mas);
  await loadSqliteSource(client, path);
  const { rows } = await client.query(
    'SELECT hidden, last_seen, display_name, ip, user_agent, last_validated, used FROM devices JOIN access_tokens USING (user_id)',
  );
  assert.deepEqual(rows, [
    {
      hidden: true,
      last_seen: '-9223372036854775808',
      display_name: '',
      ip: '12',
      user_agent: '\n\\.\n\t🖥',
      last_validated: '9223372036854775807',
      used: false,
    },
  ]);
});

test('the session sees what it loaded and nothing else, and cannot write', async (t) => {
  const { mas, path } = await smallSource(t);
  const client = await session(t, mas);
  await loadSqliteSource(client, path);
  assert.equal((await client.query('SELECT to_regclass($1) AS found', ['compat_sessions'])).rows[0].found, null);
  await assert.rejects(client.query('DELETE FROM public.users'), /read-only transaction/);
  await assert.rejects(client.query('CREATE TABLE public.a ()'), /read-only transaction/);
  assert.equal((await readTables(mas.client, ['syn2mas_plan_source'])).length, 0);
  assert.equal((await mas.client.query('SELECT count(*) FROM users')).rows[0].count, '0');
});

test('a database is told by its first user, wherever it lies', async (t) => {
  const { mas, path } = await smallSource(t);
  const client = await session(t, mas);
  await loadSqliteSource(client, path);
  const first = await readIdentity(client);
  changeSqlite(
    path,
    `INSERT INTO users (name, creation_ts, admin, is_guest, deactivated, locked, suspended) VALUES ('@a:example.org', 1800000000, 0, 0, 0, 0, 0)`,
  );
  const again = await session(t, mas);
  await loadSqliteSource(again, path);
  assert.deepEqual(await readIdentity(again), first);
  changeSqlite(path, `UPDATE users SET creation_ts = 1`);
  const other = await session(t, mas);
  await loadSqliteSource(other, path);
  assert.notEqual((await readIdentity(other)).systemIdentifier, first.systemIdentifier);
});

test('who may not make temporary tables is told what to grant', async (t) => {
  const { mas, path } = await smallSource(t);
  await mas.client.query(`REVOKE TEMPORARY ON DATABASE ${mas.database} FROM PUBLIC, ${mas.user}`);
  const [problem] = await problemsOf(session(t, mas).then((client) => loadSqliteSource(client, path)));
  assert.equal(problem?.code, 'DATABASE_RIGHTS');
  assert.equal(problem?.remedy, `GRANT TEMPORARY ON DATABASE ${mas.database} TO ${mas.user};`);
});

test('what SQLite itself finds wrong with a table that is read is told', async (t) => {
  const { mas, path } = await smallSource(t);
  changeSqlite(
    path,
    `PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '"consent_version" text', '"consent_version" text NOT NULL') WHERE name = 'users'`,
  );
  const [problem] = await problemsOf(session(t, mas).then((client) => loadSqliteSource(client, path)));
  assert.deepEqual([problem?.code, problem?.place?.table], ['SQLITE_DAMAGED', 'users']);
  assert.match(problem?.message ?? '', /NULL value in users\.consent_version/);
});

test("a file of SQLite that is not Synapse's", async (t) => {
  const pair = await createPair(t);
  const path = join(temporaryFolder(t), 'other.db');
  changeSqlite(
    path,
    'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); CREATE VIRTUAL TABLE devices USING fts5(user_id)',
  );
  const request = planRequestFor(t, pair);
  const [problem] = await problemsOf(makePlan({ ...request, synapseDatabaseUri: `sqlite://${path}` }));
  assert.equal(problem?.code, 'DATABASE_NOT_SYNAPSE');
  assert.match(
    problem?.message ?? '',
    new RegExp(`^${path} is not a database of Synapse .*lacks column users.password_hash`),
  );
});

/** Three users, of whom one has a device with a token. */
async function smallSource(t: TestContext): Promise<{ readonly mas: TestDatabase; readonly path: string }> {
  const synapse = await createServiceDatabase(t, 'synapse-1.163');
  await source(synapse.client, 'example.org')
    .user('ada')
    .device('PHONE')
    .accessToken('one')
    .user('bob')
    .user('carl')
    .insert();
  const path = join(temporaryFolder(t), 'homeserver.db');
  await copyToSqlite(synapse.client, path);
  return { mas: await createServiceDatabase(t, 'mas-1.22'), path };
}

async function session(t: TestContext, { uri }: TestDatabase): Promise<Client> {
  const client = new Client({ connectionString: uri });
  // The database may be gone before it ends.
  client.on('error', () => {});
  await client.connect();
  t.after(() => client.end());
  return client;
}

async function problemsOf(work: Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof PlanError) return error.problems;
    throw error;
  }
  return assert.fail('nothing was refused');
}
