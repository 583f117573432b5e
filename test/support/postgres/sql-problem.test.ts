import assert from 'node:assert/strict';
import { test } from 'node:test';
import { from as copyFrom } from 'pg-copy-streams';
import type { Problem } from '../../../src/support/errors.ts';
import { sqlProblem } from '../../../src/support/postgres/sql-problem.ts';
import { createEmptyDatabase } from '../databases.ts';
import { openClient } from './open-client.ts';

const secretive: readonly (readonly [sql: string, state: string, names: RegExp])[] = [
  ['INSERT INTO tokens SELECT 2, token FROM tokens', '23505', /constraint tokens_token_key/],
  ['INSERT INTO tokens SELECT id + 1, NULL, NULL FROM tokens', '23502', /column token/],
  ['ALTER TABLE tokens ADD CHECK (token = id::text)', '23514', /tokens_check/],
  ['SELECT token::inet FROM tokens', '22P02', /type inet/],
  ["SELECT (token || '\"' || chr(10))::uuid FROM tokens", '22P02', /type uuid/],
  ["SELECT ('[' || token)::json FROM tokens", '22P02', /type json/],
];

test('a statement that the server refuses', async (t) => {
  const client = await openClient(t, (await createEmptyDatabase(t)).uri);
  await client.query(
    "CREATE TABLE tokens (id int PRIMARY KEY, token text UNIQUE NOT NULL, ip inet); INSERT INTO tokens VALUES (1, 'hunter2')",
  );
  const problemOf = async (sql: string): Promise<Problem> => {
    const error = await client.query(sql).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return sqlProblem(error, sql, {
      code: 'DATABASE_QUERY',
      message: 'step copy/users',
      place: { database: 'mas', table: 'tokens' },
    });
  };

  await t.test('a mistake in the SQL is shown with its line, a caret and the SQLSTATE', async () => {
    const problem = await problemOf("SELECT 'é𝒳',\n       tokn\n  FROM tokens");
    assert.equal(problem.code, 'DATABASE_QUERY');
    assert.match(
      problem.message,
      /^step copy\/users: ERROR: column "tokn" does not exist \(SQLSTATE 42703\).*; hint: .*token/,
    );
    assert.equal(problem.excerpt, '2 |        tokn\n  |        ^');
    assert.deepEqual(problem.place, { database: 'mas', table: 'tokens' });
  });

  for (const [sql, state, names] of secretive) {
    await t.test(`${state} of ${sql} names what failed and shows no value`, async () => {
      const problem = await problemOf(sql);
      assert.ok(problem.message.includes(`SQLSTATE ${state}`), problem.message);
      assert.match(problem.message, names);
      assert.doesNotMatch(problem.message, /hunter/);
    });
  }

  await t.test('the line of a COPY that failed is not shown', async () => {
    const sql = 'COPY tokens (id, token, ip) FROM STDIN';
    const error = await new Promise((failed) => {
      const stream = client.query(copyFrom(sql));
      stream.on('error', failed);
      stream.end('2\thunter3\thunter4\n');
    });
    const { message } = sqlProblem(error, sql, { code: 'APPLY_FAILED', message: 'step copy/tokens' });
    assert.ok(message.includes('SQLSTATE 22P02'), message);
    assert.doesNotMatch(message, /hunter/);
  });

  for (const state of ['P0001', 'P0004', 'MY001', '12345']) {
    await t.test(`${state}: what a function of somebody else raises is not shown`, async () => {
      const { message } = await problemOf(
        `DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '${state}', MESSAGE = 'hunter5', HINT = 'hunter6', DETAIL = 'hunter7'; END $$`,
      );
      assert.match(message, /a function or a trigger of the database refuses it/);
      assert.ok(message.includes(`SQLSTATE ${state}`), message);
      assert.doesNotMatch(message, /hunter/);
    });
  }

  await t.test('a detail that names objects is shown', async () => {
    await client.query('CREATE VIEW tokens_seen AS SELECT * FROM tokens');
    assert.match((await problemOf('DROP TABLE tokens')).message, /detail: view tokens_seen depends on table tokens/);
  });

  await t.test('a right that is missing, or a policy that would hide rows, becomes DATABASE_RIGHTS', async () => {
    await client.query(
      'CREATE TABLE guarded (id int); ALTER TABLE guarded ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY',
    );
    assert.equal((await problemOf('SELECT * FROM pg_authid')).code, 'DATABASE_RIGHTS');
    assert.equal((await problemOf('SELECT * FROM guarded')).code, 'DATABASE_RIGHTS');
    const error = await client.query('SELECT * FROM guarded').catch((reason: unknown) => reason);
    assert.equal(sqlProblem(error, '', { code: 'APPLY_FAILED', message: '' }).code, 'APPLY_FAILED');
  });
});

test('what comes neither from the server nor from the connection is a bug and stays one', () => {
  const bug = new TypeError('x is not a function');
  assert.throws(() => sqlProblem(bug, 'SELECT 1', { code: 'DATABASE_QUERY', message: 'test' }), bug);
});
