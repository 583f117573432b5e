import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeIdentifier } from 'pg';
import { createPair, type TestDatabase } from '../support/databases.ts';
import { source } from '../support/synapse-rows.ts';
import { goThrough, readAll } from './go-through.ts';

test('tables in schemas other than public, found by the search_path of the role', async (t) => {
  const pair = await createPair(t);
  await moveTables(pair.synapse, 'synapse');
  await moveTables(pair.mas, 'Mas "1"');
  await setPath(pair.synapse, 'synapse');
  await setPath(pair.mas, 'Mas "1"');
  await pair.synapse.client.query('SET search_path = synapse');
  await source(pair.synapse.client, 'example.org')
    .user('ada')
    .email('ada@example.org')
    .device('A')
    .accessToken('syt_a')
    .insert();
  const { apply, run } = await goThrough(t, pair);
  await apply();
  const users = await readAll(pair.mas.superuserUri, 'SELECT username FROM "Mas ""1""".users');
  assert.deepEqual(users, [{ username: 'ada' }]);
  const back = await run('rollback', 'plan.yaml');
  assert.equal(back.exitCode, 0, back.stderr);
  assert.deepEqual(await readAll(pair.mas.superuserUri, 'SELECT username FROM "Mas ""1""".users'), []);
});

async function moveTables({ client }: TestDatabase, schema: string): Promise<void> {
  await client.query(`CREATE SCHEMA ${escapeIdentifier(schema)}`);
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  for (const { name } of rows)
    await client.query(`ALTER TABLE public.${escapeIdentifier(name)} SET SCHEMA ${escapeIdentifier(schema)}`);
}

/** As operators do it: for the role in this database. pg_trgm stays in public. */
async function setPath({ client, user, database }: TestDatabase, schema: string): Promise<void> {
  await client.query(
    `ALTER ROLE ${escapeIdentifier(user)} IN DATABASE ${escapeIdentifier(database)} SET search_path = ${escapeIdentifier(schema)}, public`,
  );
}
