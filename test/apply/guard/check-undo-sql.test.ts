import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSql } from '../../../src/apply/guard/check-sql.ts';
import { checkStructure } from '../../../src/apply/guard/check-structure.ts';
import type { Undo } from '../../../src/plan/types.gen.ts';
import { smallPlan, targetCatalog } from '../small-plan.ts';

const catalog = `${targetCatalog}queue_jobs.created_at timestamp with time zone\nqueue_jobs.queue_name text\n`;
const id = 'undo/it';
const title = '';

async function refusals(undo: Undo): Promise<readonly string[]> {
  const plan = smallPlan({ undo: [undo] });
  const { target } = plan;
  const known = { ...plan, target: { ...target, database: { ...target.database, catalog } } };
  return (await checkSql(known)).map(({ message }) => message);
}

const delegated = (sql: string): Undo => ({ id, kind: 'sql', title, database: 'synapse', sql });
const discard = (sql: string): Undo => ({ id, kind: 'sql', title, only: 'discard-mas-changes', sql });

test('from Synapse the way back removes the rows of oauth-delegated', async () => {
  assert.deepEqual(
    await refusals(
      delegated("DELETE FROM user_external_ids\n WHERE auth_provider = 'oauth-delegated'; -- all of them"),
    ),
    [],
  );
});

for (const sql of [
  'DELETE FROM user_external_ids',
  "DELETE FROM user_external_ids WHERE auth_provider = 'oidc-keycloak'",
  "DELETE FROM user_external_ids WHERE auth_provider = 'oauth-delegated' OR true",
  "DELETE FROM users WHERE auth_provider = 'oauth-delegated'",
  "DELETE FROM other.user_external_ids WHERE auth_provider = 'oauth-delegated'",
  "DELETE FROM user_external_ids WHERE auth_provider = 'oauth-delegated' RETURNING pg_sleep(9)",
  "DELETE FROM user_external_ids WHERE auth_provider = 'oauth-delegated'; DELETE FROM user_external_ids WHERE auth_provider = 'oauth-delegated'",
  'TRUNCATE user_external_ids',
  'UPDATE users SET password_hash = NULL',
]) {
  test(`not allowed in the database of Synapse: ${sql}`, async () => {
    assert.deepEqual(await refusals(delegated(sql)), [
      'Only DELETE of the rows of oauth-delegated is allowed in the database of Synapse.',
    ]);
  });
}

test('where changes of MAS are discarded, rows of its queue go, by a condition that may ask for the journal', async () => {
  const since = "(SELECT j.at FROM syn2mas_plan.journal AS j WHERE j.event = 'applied' ORDER BY j.id DESC LIMIT 1)";
  assert.deepEqual(await refusals(discard(`DELETE FROM queue_jobs AS q WHERE q.created_at >= ${since}`)), []);
});

for (const [sql, message] of [
  ['DELETE FROM queue_jobs', /needs WHERE/],
  ['DELETE FROM upstream_oauth_providers WHERE true', /upstream_oauth_providers is not one/],
  ['DELETE FROM users WHERE true', /users is not one/],
  ['DELETE FROM pg_catalog.queue_jobs WHERE true', /queue_jobs is not one/],
  ['DELETE FROM queue_jobs WHERE pg_sleep(9) IS NULL', /pg_sleep/],
  ['DELETE FROM queue_jobs WHERE true RETURNING queue_name', /returning/i],
  ['DELETE FROM queue_jobs USING users WHERE true', /usingClause/],
  ['WITH a AS (DELETE FROM users RETURNING 1) DELETE FROM queue_jobs WHERE true', /withClause/],
  ['DELETE FROM queue_jobs WHERE EXISTS (SELECT FROM pg_authid)', /pg_authid/],
  ['TRUNCATE users', /TruncateStmt is not allowed/],
  ['SELECT 1', /SelectStmt is not allowed/],
] as const) {
  test(`not allowed where changes are discarded: ${sql}`, async () => {
    assert.match((await refusals(discard(sql))).join('\n'), message);
  });
}

test('what counts is one SELECT of the database that it names', async () => {
  const count = (database: 'mas' | 'synapse', sql: string): Undo => ({
    id,
    kind: 'count',
    title,
    database,
    losses: [],
    sql,
  });
  assert.deepEqual(
    await refusals(count('mas', "SELECT 'x' AS loss, (details -> 'rows' ->> 'users')::int8 FROM syn2mas_plan.journal")),
    [],
  );
  assert.deepEqual(await refusals(count('synapse', "SELECT 'x' AS loss, count(*) AS found FROM access_tokens")), []);
  assert.equal((await refusals(count('synapse', 'SELECT 1 FROM syn2mas_plan.journal'))).length, 1);
  assert.equal((await refusals(count('mas', 'SELECT 1 FROM access_tokens'))).length, 1);
  assert.equal((await refusals(count('mas', 'DELETE FROM users'))).length, 1);
});

test('an assert of the way back is always made; nothing is counted after tables were emptied', () => {
  const keys = (...undo: Undo[]): readonly unknown[] =>
    checkStructure(smallPlan({ undo })).map(({ place }) => place?.key);
  const assertion: Undo = { id: 'undo/a', kind: 'assert', title, sql: 'SELECT 1' };
  const empty: Undo = { id: 'undo/e', kind: 'sql', title, sql: 'TRUNCATE users' };
  const count: Undo = { id: 'undo/c', kind: 'count', title, database: 'mas', losses: [], sql: 'SELECT 1' };
  assert.deepEqual(keys(assertion, count, empty), []);
  assert.deepEqual(keys({ ...assertion, only: 'discard-mas-changes' }, empty), ['undo/a']);
  assert.deepEqual(keys({ ...assertion, database: 'synapse' }, empty), ['undo/a']);
  assert.deepEqual(keys(assertion, empty, count), ['undo/c']);
});
