import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAppliedDeltas } from '../../src/inspect/applied-deltas.ts';
import { createEmptyDatabase } from '../support/databases.ts';

test('the changes that Synapse noted, where they are there and may be read', async (t) => {
  const { client } = await createEmptyDatabase(t);
  assert.equal(await readAppliedDeltas(client), undefined);
  await client.query('CREATE TABLE applied_schema_deltas (version integer, file text)');
  await client.query("INSERT INTO applied_schema_deltas VALUES (92, '92/a.sql'), (93, '93/b.py')");
  assert.deepEqual(await readAppliedDeltas(client), new Set(['92/a.sql', '93/b.py']));
  await client.query('REVOKE ALL ON applied_schema_deltas FROM CURRENT_USER');
  assert.equal(await readAppliedDeltas(client), undefined);
});
