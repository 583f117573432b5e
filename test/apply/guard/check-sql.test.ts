import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSql } from '../../../src/apply/guard/check-sql.ts';
import type { Step } from '../../../src/plan/types.gen.ts';
import { sha256 } from '../../../src/support/digest.ts';
import { assertStep, copyStep, smallPlan, sourceCatalog, sqlStep } from '../small-plan.ts';

for (const sql of [
  'SELECT u.name FROM users AS u;',
  'SELECT "name" -- DROP TABLE users;\nFROM users /* ; DROP TABLE users; */',
  "SELECT ';DROP TABLE users;--', E'it\\'s', $$ ; DROP TABLE users; $$ FROM users",
  'WITH a AS (SELECT name FROM users), b AS (SELECT name FROM a) SELECT b.name FROM b UNION ALL SELECT a.name FROM a',
  'SELECT * FROM (SELECT u.name AS other FROM users AS u) AS x WHERE x.other <> ALL (SELECT t.token FROM access_tokens AS t)',
  'SELECT CASE WHEN u.admin <> 0 THEN to_timestamp(u.creation_ts / 1000.0::float8) END::timestamp with time zone FROM users u',
  'SELECT count(DISTINCT name) FILTER (WHERE admin = 0), row_number() OVER (PARTITION BY lower(name) ORDER BY name DESC) FROM users GROUP BY name',
  "SELECT f.fact FROM users AS u CROSS JOIN LATERAL (VALUES ('a', u.name)) AS f (fact, rows) WHERE f.rows IS NOT NULL",
  'SELECT (array_agg(DISTINCT name COLLATE "C" ORDER BY name COLLATE "C"))[1:5], ARRAY[\'a\']::text[] FROM users',
  "SELECT substring(name FROM 2), position(':' IN name), GREATEST(1, 2), NULLIF(1, 2), name LIKE '@%', 1 BETWEEN 0 AND 2 FROM users",
]) {
  test(`allowed as a SELECT: ${sql}`, async () => {
    assert.deepEqual(await refusals(copyStep({ select: sql })), []);
    assert.deepEqual(await refusals(assertStep(sql)), []);
  });
}

test('the journal may be asked in the database of MAS only', async () => {
  const sql = 'SELECT m.xmin, j.transaction_id::xid FROM users AS m JOIN syn2mas_plan.journal AS j ON j.id = 1';
  assert.deepEqual(await refusals(assertStep(sql, 'mas')), []);
  assert.ok((await refusals(assertStep(sql))).includes('The table syn2mas_plan.journal is not one that may be read.'));
});

for (const [what, sql, message] of [
  ['a file', "SELECT pg_read_file('/etc/passwd')", /The function pg_read_file is not/],
  ['a file by another name', "SELECT pg_catalog.pg_read_binary_file('/etc/passwd')", /pg_catalog.pg_read_binary_file/],
  ['a program', "COPY users TO PROGRAM 'sh'", /CopyStmt/],
  ['a block of code', 'DO $$ BEGIN PERFORM 1; END $$', /DoStmt/],
  ['a setting', 'SET row_security = off', /VariableSetStmt/],
  ['a setting by function', "SELECT set_config('role', 'postgres', false)", /set_config/],
  ['what a setting says', "SELECT current_setting('data_directory')", /current_setting/],
  ['an insert in WITH', 'WITH a AS (INSERT INTO users VALUES (1) RETURNING *) SELECT * FROM a', /InsertStmt/],
  [
    'an insert deep in WITH',
    'WITH a AS (WITH b AS (DELETE FROM users RETURNING *) SELECT * FROM b) SELECT * FROM a',
    /DeleteStmt/,
  ],
  ['another database', "SELECT * FROM dblink('host=evil', 'SELECT 1') AS t (a text)", /RangeFunction/],
  ['a large object', "SELECT lo_export(1, '/tmp/x')", /lo_export/],
  ['a function in ORDER BY', 'SELECT name FROM users ORDER BY pg_sleep(1)', /pg_sleep/],
  ['a function in LIMIT', 'SELECT name FROM users LIMIT pg_backend_pid()', /pg_backend_pid/],
  ['a function in VALUES', 'VALUES (pg_sleep(1))', /pg_sleep/],
  ['a function in FILTER', 'SELECT count(*) FILTER (WHERE pg_sleep(1) IS NULL) FROM users', /pg_sleep/],
  ['a function in a window', 'SELECT count(*) OVER (ORDER BY pg_sleep(1)) FROM users', /pg_sleep/],
  ['a function in a join', 'SELECT 1 FROM users AS a JOIN users AS b ON pg_sleep(1) IS NULL', /pg_sleep/],
  ['a function in an index of an array', 'SELECT (ARRAY[1])[lo_creat(1)]', /lo_creat/],
  ['a function of another schema', 'SELECT public.lower(name) FROM users', /public.lower/],
  ['a function in quotes', 'SELECT "pg_sleep"(1)', /pg_sleep/],
  ['a function as an attribute', 'SELECT (users).pg_typeof FROM users', /The attribute pg_typeof may be/],
  ['a function as a column', 'SELECT u.pg_typeof FROM users AS u', /The column u.pg_typeof is not known/],
  ['an operator of another schema', 'SELECT 1 OPERATOR(evil.+) 1', /The operator evil/],
  ['an operator that is not known', "SELECT name @@ 'a' FROM users", /The operator @@/],
  ['a type that looks up a catalog', "SELECT 'users'::regclass", /The type regclass/],
  ['a type of another schema', "SELECT 'a'::evil.text", /The type evil.text/],
  ['a collation of another kind', 'SELECT name COLLATE "evil" FROM users', /The collation evil/],
  ['who is logged in', 'SELECT current_user', /SQLValueFunction/],
  ['a second statement', 'SELECT 1; SELECT 2', /Only one statement/],
  ['a second statement after a comment', 'SELECT 1 /* ; */ -- ;\n; DROP TABLE users', /Only one statement/],
  ['a table of another schema', 'SELECT * FROM evil.users', /The table evil.users/],
  ['a table of its own schema by name', 'SELECT * FROM pg_catalog.pg_authid', /pg_catalog.pg_authid/],
  ['a system catalog', 'SELECT rolpassword FROM pg_authid', /The table pg_authid/],
  ['a table that the catalog does not have', 'SELECT * FROM server_signature_keys', /server_signature_keys/],
  [
    'a name of WITH outside of it',
    'SELECT * FROM (WITH pg_authid AS (SELECT 1) SELECT 1) AS a, pg_authid',
    /The table pg_authid/,
  ],
  [
    'a name of WITH before it',
    'WITH a AS (SELECT * FROM pg_authid), pg_authid AS (SELECT 1) SELECT 1',
    /The table pg_authid/,
  ],
  ['a name of WITH in itself', 'WITH pg_authid AS (SELECT * FROM pg_authid) SELECT 1', /The table pg_authid/],
  ['WITH RECURSIVE', 'WITH RECURSIVE a AS (SELECT 1 UNION ALL SELECT 1 FROM a) SELECT * FROM a', /recursive/],
  ['a table that is made', 'SELECT * INTO other FROM users', /intoClause/],
  ['a table that is made, too', 'CREATE TABLE other AS SELECT 1', /CreateTableAsStmt/],
  ['a lock of rows', 'SELECT * FROM users FOR UPDATE', /lockingClause/],
  ['a lock of rows deep down', 'SELECT * FROM (SELECT * FROM users FOR KEY SHARE) AS a', /lockingClause/],
  ['a function in FROM', 'SELECT * FROM generate_series(1, 1000000000)', /RangeFunction/],
  ['a sample', 'SELECT * FROM users TABLESAMPLE evil (1)', /RangeTableSample/],
  ['a parameter', 'SELECT $1', /ParamRef/],
  ['EXPLAIN ANALYZE', 'EXPLAIN ANALYZE SELECT 1', /ExplainStmt/],
  ['the end of the transaction', 'COMMIT', /TransactionStmt/],
  ['an empty text', ' \n', /is empty/],
  ['nothing but a comment', '-- SELECT 1', /no statement/],
  ['a syntax error', 'SELECT FROM FROM', /syntax error at or near "FROM"/],
  ['NUL, where the wire protocol ends', "SELECT 'a\0'; DROP TABLE users", /characters that SQL cannot hold/],
  ['half a character', "SELECT '\ud800'", /characters that SQL cannot hold/],
  ['parentheses without end', `SELECT ${'('.repeat(50_000)}1${')'.repeat(50_000)}`, /memory exhausted|too deeply/],
  ['a sum without end', `SELECT 1${' + 1'.repeat(50_000)}`, /too deeply/],
  ['a sum that the parser can still read', `SELECT 1${' + 1'.repeat(1000)}`, /too deeply/],
] as const) {
  test(`refused as a SELECT: ${what}`, async () => {
    for (const step of [copyStep({ select: sql }), assertStep(sql)]) {
      const problems = await checkSql(smallPlan({ steps: [step] }));
      assert.ok(problems.length > 0);
      assert.deepEqual(
        problems.map(({ code, place }) => [code, place?.key]),
        problems.map(() => ['PLAN_SQL', step.id]),
      );
      assert.match(problems[0]?.message ?? '', message);
    }
  });
}

for (const [what, purpose, sql] of [
  [
    'both locks',
    'lock',
    'LOCK TABLE users, "compat_sessions" IN ACCESS EXCLUSIVE MODE NOWAIT; LOCK TABLE upstream_oauth_providers IN SHARE MODE;',
  ],
  [
    'locks that wait no longer than a while',
    'lock',
    `SET LOCAL lock_timeout = '3s'; SET LOCAL statement_timeout = '15s'; LOCK TABLE users IN ACCESS EXCLUSIVE MODE;
     LOCK TABLE upstream_oauth_providers IN SHARE MODE; SET LOCAL statement_timeout = 0;`,
  ],
  [
    'what makes loading slow',
    'clear',
    'ALTER TABLE users DROP CONSTRAINT users_pkey; DROP INDEX users_lower_username_idx; DROP INDEX "Odd name", users_username_trgm_idx; TRUNCATE users, public.compat_sessions;',
  ],
  [
    'what stood there',
    'restore',
    `ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (user_id);
     ALTER TABLE "users"   ADD CONSTRAINT users_username_unique UNIQUE (username);
     CREATE INDEX users_lower_username_idx ON public.users USING btree (lower(username));
     CREATE INDEX users_username_trgm_idx ON public.users USING gin (username gin_trgm_ops);
     CREATE INDEX compat_sessions_active_user_idx ON public.compat_sessions USING btree (user_id) WHERE (finished_at IS NULL);
     CREATE UNIQUE INDEX "Odd name" ON public.compat_sessions USING btree (device_id COLLATE "C" DESC NULLS LAST) INCLUDE (user_id);
     ALTER TABLE compat_sessions ADD CONSTRAINT compat_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id);`,
  ],
  ['statistics', 'analyze', 'ANALYZE users, compat_sessions;'],
] as const) {
  test(`allowed as ${purpose}: ${what}`, async () => {
    assert.deepEqual(await refusals(sqlStep(purpose, sql)), []);
  });
}

/** As it is allowed. */
const bounded =
  "SET LOCAL lock_timeout = '3s'; SET LOCAL statement_timeout = '15s'; LOCK TABLE users; SET LOCAL statement_timeout = 0";

for (const [what, purpose, sql] of [
  ['a truncate', 'lock', 'TRUNCATE users'],
  ['another table', 'lock', 'LOCK TABLE pg_authid'],
  ['another schema', 'lock', 'LOCK TABLE evil.users'],
  ['a select', 'lock', 'SELECT 1'],
  ['a longer wait', 'lock', "SET LOCAL lock_timeout = '1h'; LOCK TABLE users"],
  ['half of what bounds a wait', 'lock', "SET LOCAL lock_timeout = '3s'; LOCK TABLE users"],
  ...[
    ['a bound that is left in place', bounded.replace('; SET LOCAL statement_timeout = 0', '')],
    ['another bound', bounded.replace("'15s'", "'16s'")],
    ['a bound for the session', bounded.replaceAll('SET LOCAL', 'SET')],
    ['another setting', bounded.replace('lock_timeout', 'deadlock_timeout')],
    ['a setting more', `SET LOCAL row_security = off; ${bounded}`],
    ['a setting among the locks', bounded.replace('LOCK', 'SET LOCAL row_security = off; LOCK')],
    ['a setting after them', `${bounded}; SET LOCAL role = postgres`],
    ['the settings alone', bounded.replace('LOCK TABLE users; ', '')],
    ['another table between them', bounded.replace('users', 'pg_authid')],
    ['a truncate between them', bounded.replace('LOCK TABLE', 'TRUNCATE')],
    ['a setting by its default', bounded.replace("'3s'", 'DEFAULT')],
  ].map(([what, sql]) => [what, 'lock', sql] as [string, 'lock', string]),
  ['the settings of a lock', 'clear', bounded.replace('LOCK TABLE', 'TRUNCATE')],
  ['CASCADE', 'clear', 'TRUNCATE users CASCADE'],
  ['RESTART IDENTITY', 'clear', 'TRUNCATE users RESTART IDENTITY'],
  ['a table that is not empty before', 'clear', 'TRUNCATE upstream_oauth_providers'],
  ['a table that is dropped', 'clear', 'DROP TABLE users'],
  ['an index that the catalog lacks', 'clear', 'DROP INDEX other_idx'],
  ['an index of another schema', 'clear', 'DROP INDEX evil.users_lower_username_idx'],
  ['CASCADE with an index', 'clear', 'DROP INDEX users_lower_username_idx CASCADE'],
  ['CONCURRENTLY', 'clear', 'DROP INDEX CONCURRENTLY users_lower_username_idx'],
  ['CASCADE with a constraint', 'clear', 'ALTER TABLE users DROP CONSTRAINT users_pkey CASCADE'],
  ['a constraint of another table', 'clear', 'ALTER TABLE compat_sessions DROP CONSTRAINT users_pkey'],
  ['a column', 'clear', 'ALTER TABLE users DROP COLUMN username'],
  ['a column beside a constraint', 'clear', 'ALTER TABLE users DROP CONSTRAINT users_pkey, DROP COLUMN username'],
  ['an owner', 'clear', 'ALTER TABLE users OWNER TO postgres'],
  ['a trigger', 'clear', 'ALTER TABLE users DISABLE TRIGGER ALL'],
  ['a delete', 'clear', 'DELETE FROM users'],
  [
    'a function in an index',
    'restore',
    'CREATE INDEX users_lower_username_idx ON public.users USING btree (evil(username))',
  ],
  ['a function in a part of the rows', 'restore', 'CREATE INDEX a ON users (username) WHERE evil()'],
  ['an index that was not there', 'restore', 'CREATE INDEX a ON users (username)'],
  ['an index on another table', 'restore', 'CREATE INDEX a ON other (username)'],
  ['a constraint that was not there', 'restore', 'ALTER TABLE users ADD CONSTRAINT a UNIQUE (username)'],
  ['a check', 'restore', 'ALTER TABLE users ADD CONSTRAINT users_pkey CHECK (evil())'],
  ['a column with a default', 'restore', 'ALTER TABLE users ADD COLUMN a text DEFAULT evil()'],
  [
    'a second change',
    'restore',
    'ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (user_id), ADD COLUMN a text',
  ],
  ['a trigger that is made', 'restore', 'CREATE TRIGGER a BEFORE INSERT ON users EXECUTE FUNCTION evil()'],
  ['a function that is made', 'restore', "CREATE FUNCTION a() RETURNS void LANGUAGE sql AS ''"],
  ['VACUUM', 'analyze', 'VACUUM users'],
  ['ANALYZE of everything', 'analyze', 'ANALYZE'],
  ['another statement after it', 'analyze', 'ANALYZE users; DROP TABLE users'],
  ['the end of the transaction', 'analyze', 'COMMIT'],
] as const) {
  test(`refused as ${purpose}: ${what}`, async () => {
    const problems = await checkSql(smallPlan({ steps: [sqlStep(purpose, sql)] }));
    assert.ok(problems.length > 0);
    for (const { code, place, excerpt } of problems) {
      assert.deepEqual([code, place?.key], ['PLAN_SQL', `sql/${purpose}`]);
      assert.ok(excerpt?.startsWith('1 | '));
    }
  });
}

test('a catalog of the plan does not make anything of PostgreSQL its own', async () => {
  const plan = smallPlan({ steps: [assertStep('SELECT rolpassword FROM pg_authid')] });
  const catalog = `pg_authid.rolpassword text\n${sourceCatalog}`;
  const database = { ...plan.source.database, catalog, fingerprint: sha256(catalog) };
  const problems = await checkSql({ ...plan, source: { ...plan.source, database } });
  assert.deepEqual(
    problems.map(({ message }) => message),
    ['The table pg_authid is not one that may be read.'],
  );
});

test('a line of the catalog that holds more than a definition allows nothing', async () => {
  const plan = smallPlan({ steps: [sqlStep('restore', 'CREATE INDEX a ON users (username); DROP TABLE users')] });
  const catalog = `${plan.target.database.catalog}users index CREATE INDEX a ON users (username); DROP TABLE users\n`;
  const problems = await checkSql({
    ...plan,
    target: { ...plan.target, database: { ...plan.target.database, catalog } },
  });
  assert.deepEqual(
    problems.map(({ message }) => message),
    ['The catalog has nothing that is defined like this.', 'DropStmt is not allowed here.'],
  );
});

test('the way back may only empty tables, after one SELECT', async () => {
  const undo = (kind: 'assert' | 'sql', sql: string) =>
    checkSql(smallPlan({ undo: [{ id: 'undo/it', kind, title: '', sql }] }));
  assert.deepEqual(await undo('sql', 'LOCK TABLE users; TRUNCATE users, compat_sessions;'), []);
  assert.equal((await undo('sql', `SET LOCAL statement_timeout = 0; TRUNCATE users`)).length, 1);
  assert.deepEqual(await undo('assert', 'SELECT 1 FROM users WHERE xmin <> 1'), []);
  for (const sql of ['DELETE FROM users', 'TRUNCATE syn2mas_plan.journal', 'DROP INDEX users_lower_username_idx']) {
    assert.deepEqual(
      (await undo('sql', sql)).map(({ place }) => place?.key),
      ['undo/it'],
    );
  }
  assert.equal((await undo('assert', 'TRUNCATE users')).length, 1);
});

test('the accounting is a SELECT on Synapse', async () => {
  const entry = { entity: 'users', rows: 0, migrated: [], skipped: [], sql: 'SELECT 1 FROM compat_sessions' };
  const problems = await checkSql(smallPlan({ more: { accounting: [entry] } }));
  assert.deepEqual(
    problems.map(({ place }) => place?.key),
    ['accounting users'],
  );
});

test('every problem is told, each with its line', async () => {
  const sql = "SELECT 'é€😀', pg_sleep(1),\n  u.name\nFROM users AS u,\n  evil AS e";
  const problems = await checkSql(smallPlan({ steps: [copyStep({ select: sql })] }));
  assert.deepEqual(
    problems.map(({ excerpt }) => excerpt),
    ["1 | SELECT 'é€😀', pg_sleep(1),\n  |               ^", '4 |   evil AS e\n  |   ^'],
  );
  const second = await checkSql(smallPlan({ steps: [assertStep("SELECT 'é';\n\n  COMMIT")] }));
  assert.deepEqual(second[0]?.excerpt, '3 |   COMMIT\n  |   ^');
  const syntax = await checkSql(smallPlan({ steps: [assertStep("SELECT 'é',\nFROM users")] }));
  assert.deepEqual(syntax[0]?.excerpt, '2 | FROM users\n  | ^');
});

async function refusals(step: Step): Promise<readonly string[]> {
  return (await checkSql(smallPlan({ steps: [step] }))).map(({ message }) => message);
}
