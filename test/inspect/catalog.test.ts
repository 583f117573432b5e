import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogTables, readCatalog, readTables } from '../../src/inspect/catalog.ts';
import { readIdentity } from '../../src/inspect/identity.ts';
import { readPublicCatalog } from '../../src/inspect/public-catalog.ts';
import { readSchemaVersion } from '../../src/inspect/schema-version.ts';
import { createEmptyDatabase, createPair, createServiceDatabase } from '../support/databases.ts';

const tables = `
  CREATE TABLE parent (id bigint PRIMARY KEY);
  CREATE TABLE child (
    id bigint GENERATED ALWAYS AS IDENTITY,
    name varchar(10) NOT NULL DEFAULT 'x',
    twice text GENERATED ALWAYS AS (name || name) STORED,
    parent bigint CONSTRAINT child_parent REFERENCES parent ON DELETE CASCADE,
    CONSTRAINT child_name UNIQUE (name) DEFERRABLE,
    CONSTRAINT child_check CHECK (name <> '')
  );
  CREATE UNIQUE INDEX child_plain ON child (parent, name DESC) INCLUDE (id);
  CREATE UNIQUE INDEX child_lower ON child (lower(name), parent);
  CREATE UNIQUE INDEX child_part ON child (parent) WHERE name <> 'a (b)';
  CREATE INDEX "Child name" ON child (name);`;

test('a table is read with all on which a plan can depend', async (t) => {
  const { client } = await createEmptyDatabase(t);
  await client.query(tables);
  await client.query(`COMMENT ON INDEX "Child name" IS 'ours'; COMMENT ON CONSTRAINT child_name ON child IS 'ours';
    ALTER TABLE child DROP COLUMN twice, ADD COLUMN more int; ALTER TABLE child ADD CONSTRAINT late CHECK (id > 0) NOT VALID`);
  const [child, parent, ...rest] = await readTables(client, ['parent', 'absent', 'child']);
  assert.deepEqual(rest, []);
  assert.deepEqual([child?.name, parent?.name], ['child', 'parent']);
  assert.deepEqual(child?.columns, [
    { name: 'id', type: 'bigint', notNull: true, default: null, generated: true },
    { name: 'name', type: 'character varying(10)', notNull: true, default: "'x'::character varying", generated: false },
    { name: 'parent', type: 'bigint', notNull: false, default: null, generated: false },
    { name: 'more', type: 'integer', notNull: false, default: null, generated: false },
  ]);
  const common = { validated: true, references: null, special: false };
  assert.deepEqual(child.constraints, [
    {
      ...common,
      name: 'child_check',
      kind: 'check',
      definition: "CHECK (((name)::text <> ''::text))",
      columns: ['name'],
    },
    {
      ...common,
      name: 'child_name',
      kind: 'unique',
      definition: 'UNIQUE (name) DEFERRABLE',
      columns: ['name'],
      special: true,
    },
    {
      ...common,
      name: 'child_parent',
      kind: 'foreign key',
      definition: 'FOREIGN KEY (parent) REFERENCES parent(id) ON DELETE CASCADE',
      columns: ['parent'],
      references: 'parent',
    },
    {
      ...common,
      name: 'late',
      kind: 'check',
      definition: 'CHECK ((id > 0)) NOT VALID',
      columns: ['id'],
      validated: false,
    },
  ]);
  assert.deepEqual(
    child.indexes.map(({ definition: _, ...index }) => index),
    [
      { name: 'Child name', unique: false, plain: true, columns: ['name'], special: true },
      { name: 'child_lower', unique: true, plain: false, columns: ['parent'], special: false },
      { name: 'child_part', unique: true, plain: false, columns: ['parent'], special: false },
      { name: 'child_plain', unique: true, plain: true, columns: ['parent', 'name'], special: false },
    ],
  );
});

test('the text of a catalog is the same for the same schema, and another one for any change', async (t) => {
  const [one, two] = [await createEmptyDatabase(t), await createEmptyDatabase(t)];
  for (const { client } of [one, two]) await client.query(tables);
  const names = ['child', 'parent', 'absent'];
  const text = await readCatalog(one.client, names);
  assert.equal(await readCatalog(two.client, [...names].reverse()), text);
  assert.deepEqual(catalogTables(text), ['child', 'parent']);
  assert.ok(text.endsWith('\n') && !text.includes('\n\n'));

  const changes = [
    'ALTER TABLE child ADD more text',
    'ALTER TABLE child DROP COLUMN twice',
    'ALTER TABLE child RENAME name TO username',
    'ALTER TABLE child ALTER id TYPE integer',
    'ALTER TABLE child ALTER name DROP NOT NULL',
    'ALTER TABLE child ALTER name DROP DEFAULT',
    'ALTER TABLE child ALTER id DROP IDENTITY',
    'ALTER TABLE child DROP CONSTRAINT child_check',
    'ALTER TABLE child RENAME CONSTRAINT child_check TO other',
    "ALTER TABLE child ADD CHECK (name <> 'b')",
    "ALTER TABLE child DROP CONSTRAINT child_check; ALTER TABLE child ADD CONSTRAINT child_check CHECK (name <> '') NOT VALID",
    'ALTER TABLE child DROP CONSTRAINT child_parent; ALTER TABLE child ADD CONSTRAINT child_parent FOREIGN KEY (parent) REFERENCES parent',
    'DROP INDEX "Child name"',
    'CREATE INDEX ON child (parent)',
    'DROP INDEX child_part; CREATE UNIQUE INDEX child_part ON child (parent)',
    'DROP TABLE child',
  ];
  for (const change of changes) {
    await one.client.query('BEGIN');
    await one.client.query(change);
    assert.notEqual(await readCatalog(one.client, names), text, change);
    await one.client.query('ROLLBACK');
  }
  // Rows, statistics and rights are no part of it.
  await one.client.query("INSERT INTO child (name) VALUES ('a'); ANALYZE; GRANT SELECT ON child TO PUBLIC");
  assert.equal(await readCatalog(one.client, names), text);
});

test('the catalog of a service is the same in two databases', async (t) => {
  for (const schema of ['synapse-1.163', 'mas-1.22', 'mas-0.11'] as const) {
    const [one, two] = [await createServiceDatabase(t, schema), await createServiceDatabase(t, schema)];
    const { rows } = await one.client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    );
    const names = rows.map(({ name }) => name);
    assert.equal(await readCatalog(two.client, names), await readCatalog(one.client, names));
    const publicOf = async ({ client, user }: typeof one) =>
      (await readPublicCatalog(client)).replaceAll(user, 'OWNER');
    assert.equal(await publicOf(two), await publicOf(one));
  }
});

test('the public catalog sees what a migration could leave behind', async (t) => {
  const { client } = await createEmptyDatabase(t);
  await client.query(tables);
  await client.query(
    'CREATE INDEX to_be_clustered ON parent (id); CREATE SEQUENCE counter; CREATE VIEW looked AS SELECT id FROM parent',
  );
  const before = await readPublicCatalog(client);
  const changes = [
    'CREATE TABLE more ()',
    'DROP VIEW looked',
    'DROP SEQUENCE counter',
    'ALTER TABLE child DROP CONSTRAINT child_check',
    'DROP INDEX child_part',
    'ALTER TABLE child DROP CONSTRAINT child_parent; ALTER TABLE child ADD CONSTRAINT child_parent FOREIGN KEY (parent) REFERENCES parent ON DELETE CASCADE NOT VALID',
    'ALTER TABLE child SET (autovacuum_enabled = off)',
    'ALTER TABLE child SET UNLOGGED',
    'GRANT SELECT ON child TO PUBLIC',
    'ALTER TABLE parent CLUSTER ON to_be_clustered',
    'ALTER TABLE parent REPLICA IDENTITY FULL',
    'ALTER TABLE child ALTER name SET STATISTICS 500',
    'ALTER TABLE child ALTER name SET STORAGE EXTERNAL',
    "COMMENT ON TABLE child IS 'x'",
    "COMMENT ON COLUMN child.name IS 'x'",
    "COMMENT ON INDEX child_part IS 'x'",
    'CREATE TRIGGER same BEFORE UPDATE ON child FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
    'ALTER TABLE child ADD more int; ALTER TABLE child DROP name CASCADE; ALTER TABLE child ADD name varchar(10)',
  ];
  for (const change of changes) {
    await client.query('BEGIN');
    await client.query(change);
    assert.notEqual(await readPublicCatalog(client), before, change);
    await client.query('ROLLBACK');
  }
  await client.query(
    "INSERT INTO parent VALUES (1); TRUNCATE parent CASCADE; ANALYZE; CREATE SCHEMA other; CREATE TABLE other.t (); SELECT nextval('counter')",
  );
  assert.equal(await readPublicCatalog(client), before);
});

test('which database it is', async (t) => {
  const { synapse, mas } = await createPair(t);
  const [one, again, other] = [
    await readIdentity(synapse.client),
    await readIdentity(synapse.client),
    await readIdentity(mas.client),
  ];
  assert.deepEqual(again, one);
  assert.equal(other.systemIdentifier, one.systemIdentifier);
  assert.notEqual(other.oid, one.oid);
  assert.equal(one.name, synapse.database);
  assert.match(one.systemIdentifier, /^\d{15,20}$/);
  assert.ok(one.serverVersion >= 130_000);
});

test('the version of a schema', async (t) => {
  const { synapse, mas } = await createPair(t);
  assert.equal(await readSchemaVersion(synapse.client, 'synapse'), '94');
  assert.equal(await readSchemaVersion(mas.client, 'synapse'), undefined);
  assert.equal(await readSchemaVersion(synapse.client, 'mas'), undefined);
  const { rows } = await mas.client.query<{ version: string }>(
    'SELECT max(version)::text AS version FROM _sqlx_migrations',
  );
  assert.equal(await readSchemaVersion(mas.client, 'mas'), rows[0]?.version);
  await mas.client.query(
    'UPDATE _sqlx_migrations SET success = false WHERE version = (SELECT max(version) FROM _sqlx_migrations)',
  );
  assert.notEqual(await readSchemaVersion(mas.client, 'mas'), rows[0]?.version);
  await mas.client.query('TRUNCATE _sqlx_migrations');
  assert.equal(await readSchemaVersion(mas.client, 'mas'), undefined);
});
