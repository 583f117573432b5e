import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareVersions } from '../../src/check/versions/compare-versions.ts';
import { synapseDeltas } from '../../src/check/versions/synapse-releases.ts';
import { versionOfDatabase } from '../../src/check/versions/synapse-version.ts';
import { readSchemaCatalog } from '../../src/cli/demo/service-schema.ts';
import { readAppliedDeltas } from '../../src/inspect/applied-deltas.ts';
import { readTables } from '../../src/inspect/catalog.ts';
import { readSchemaVersion } from '../../src/inspect/schema-version.ts';
import { createEmptyDatabase } from '../support/databases.ts';
import { synapseVersion } from '../support/synapse-python.ts';
import { startSynapse } from './real-synapse.ts';
import { writeSynapseConfig } from './synapse-config.ts';

test('a real Synapse makes the tables of the catalog, with the rows that the builder imitates', async (t) => {
  const database = await createEmptyDatabase(t);
  const config = await writeSynapseConfig(t, { database, extra: 'refreshable_access_token_lifetime: 5m\n' });
  const synapse = await startSynapse(t, config);

  const expected = readSchemaCatalog('synapse-1.163');
  const tables = await readTables(database.client, Object.keys(expected));
  const columns = tables.flatMap((table) =>
    table.columns.map((column) => `${table.name}.${column.name} ${column.type} ${column.notNull}`),
  );
  for (const [name, table] of Object.entries(expected)) {
    for (const column of table.columns)
      assert.ok(columns.includes(`${name}.${column.name} ${column.type} ${column.notNull}`), `${name}.${column.name}`);
  }
  assert.equal(await readSchemaVersion(database.client, 'synapse'), '94');
  const appliedDeltas = await readAppliedDeltas(database.client);
  const unknown = synapseDeltas.filter(([, file]) => !appliedDeltas?.has(file));
  assert.deepEqual(unknown, [], 'Synapse went through every change that the table knows, under its name');
  const { atLeast = '', below } = versionOfDatabase({ schemaVersion: '94', appliedDeltas });
  assert.ok(compareVersions(atLeast, synapseVersion) <= 0);
  assert.equal(below, undefined);

  await synapse.register('alice', 'wonderland', { admin: true });
  const first = await synapse.login('alice', 'wonderland', { deviceId: 'PHONE', refreshable: true });
  assert.deepEqual(await synapse.whoami(first.accessToken), { userId: '@alice:example.org', deviceId: 'PHONE' });
  assert.ok(first.refreshToken);
  const second = await synapse.refresh(first.refreshToken);
  await synapse.stop();

  const read = async (sql: string): Promise<unknown[]> => (await database.client.query(sql)).rows;
  assert.deepEqual(await read('SELECT name, admin, is_guest, deactivated, locked, length(password_hash) FROM users'), [
    { name: '@alice:example.org', admin: 1, is_guest: 0, deactivated: 0, locked: false, length: 60 },
  ]);
  assert.deepEqual(await read('SELECT token, refresh_token_id, used FROM access_tokens ORDER BY id'), [
    { token: first.accessToken, refresh_token_id: '2', used: true },
    { token: second.accessToken, refresh_token_id: '3', used: false },
  ]);
  assert.deepEqual(await read('SELECT id, token, next_token_id FROM refresh_tokens ORDER BY id'), [
    { id: '2', token: first.refreshToken, next_token_id: '3' },
    { id: '3', token: second.refreshToken, next_token_id: null },
  ]);
});
