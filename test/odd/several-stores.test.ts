import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makePlan } from '../../src/cli/make-plan.ts';
import { createPair } from '../support/databases.ts';
import { planRequestFor } from '../support/planned.ts';
import { source } from '../support/synapse-rows.ts';

test('of several databases the one with the store main is read, and no other is asked', async (t) => {
  const pair = await createPair(t);
  await source(pair.synapse.client, 'example.org').user('ada').insert();
  const request = planRequestFor(t, pair);
  const file = join(request.cwd, 'homeserver.yaml');
  const [head = '', args = ''] = readFileSync(file, 'utf8').split(/^database:\n {2}name: psycopg2\n {2}args: /m);
  writeFileSync(
    file,
    `${head}databases:
  rooms: { name: psycopg2, data_stores: [state], args: { host: nowhere.invalid, dbname: rooms } }
  accounts: { name: psycopg2, data_stores: [main], args: ${args.trim()} }
`,
  );
  const plan = await makePlan(request);
  const { connection } = plan.source;
  assert.equal('database' in connection && connection.database, pair.synapse.database);
  assert.deepEqual(
    plan.summary.tables.filter(({ table }) => table === 'users').map(({ rows }) => rows),
    [1],
  );
});
