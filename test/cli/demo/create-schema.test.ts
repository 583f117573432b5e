import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SchemaCatalog, SchemaObject } from '../../../src/cli/demo/create-schema.ts';
import { readSchemaCatalog, type ServiceSchema } from '../../../src/cli/demo/service-schema.ts';
import { readTables } from '../../../src/inspect/catalog.ts';
import { readSchemaVersion } from '../../../src/inspect/schema-version.ts';
import { createPair, createServiceDatabase } from '../../support/databases.ts';

for (const schema of ['synapse-1.163', 'mas-1.22', 'mas-0.11'] as const satisfies readonly ServiceSchema[]) {
  test(`the database made from the catalog of ${schema} has that catalog`, async (t) => {
    const expected = readSchemaCatalog(schema);
    const { client } = await createServiceDatabase(t, schema);
    const { rows } = await client.query<{ relname: string }>(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname COLLATE "C"`,
    );
    const names = rows.map((row) => row.relname);
    assert.deepEqual(names, Object.keys(expected).sort());
    const tables = await readTables(client, names);
    const actual: SchemaCatalog = Object.fromEntries(
      tables.map((table) => [
        table.name,
        {
          columns: table.columns.map((column) => ({
            name: column.name,
            type: column.type,
            notNull: column.notNull,
            default: column.default,
          })),
          constraints: table.constraints.map(({ name, definition }) => ({ name, definition })),
          indexes: table.indexes.map(({ name, definition }) => ({ name, definition })),
        },
      ]),
    );
    assert.deepEqual(sorted(actual), sorted(expected));
  });
}

test('each service finds the version of its schema', async (t) => {
  const { synapse, mas } = await createPair(t);
  assert.equal(await readSchemaVersion(synapse.client, 'synapse'), '94');
  assert.equal(await readSchemaVersion(mas.client, 'mas'), '20260720134722');
  const old = await createPair(t, { mas: '0.11' });
  assert.equal(await readSchemaVersion(old.mas.client, 'mas'), '20240718075125');
});

test('everything in a database belongs to its own role', async (t) => {
  const { synapse, mas } = await createPair(t);
  for (const { client, user } of [synapse, mas]) {
    const { rows } = await client.query<{ owner: string }>(
      `SELECT DISTINCT pg_get_userbyid(relowner) AS owner FROM pg_class WHERE relnamespace = 'public'::regnamespace
       UNION SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()`,
    );
    assert.deepEqual(rows, [{ owner: user }]);
  }
  assert.notEqual(synapse.user, mas.user);
});

/** The order of constraints in a catalog file means nothing. */
function sorted(catalog: SchemaCatalog): unknown {
  const byName = (list: readonly SchemaObject[]): readonly SchemaObject[] =>
    list.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(
    Object.entries(catalog).map(([name, table]) => [
      name,
      { ...table, constraints: byName(table.constraints), indexes: byName(table.indexes) },
    ]),
  );
}
