import type { ClientBase } from 'pg';
import { readAppliedDeltas } from './applied-deltas.ts';
import { readTables } from './catalog.ts';
import { readDatabaseSetup } from './database-setup.ts';
import type { DatabaseFacts } from './facts.ts';
import { readIdentity, readServerVersion } from './identity.ts';
import { readOptionalTables } from './optional-tables.ts';
import { readServerSettings } from './read-server-settings.ts';
import { requireReadRights } from './require-read-rights.ts';
import { readRoleRights } from './role-rights.ts';
import { readSchemaVersion, versionTable } from './schema-version.ts';

/**
 * Reads what a database is, before any question about its rows: identity, version of the schema, every table of its search_path.
 * @throws PlanError DATABASE_RIGHTS with every table that this role may not read
 */
export async function readDatabaseFacts<Where>(
  client: ClientBase,
  service: 'synapse' | 'mas',
  connection: Where,
  tables?: readonly string[],
): Promise<DatabaseFacts<Where>> {
  const names = tables ?? (await readTableNames(client));
  await requireReadRights(client, service, [...names, versionTable(service)]);
  const serverVersion = await readServerVersion(client);
  return {
    connection,
    settings: await readServerSettings(client),
    identity: await readIdentity(client),
    schemaVersion: await readSchemaVersion(client, service),
    appliedDeltas: service === 'synapse' ? await readAppliedDeltas(client) : undefined,
    ...(service === 'synapse' ? { optional: await readOptionalTables(client) } : {}),
    setup: await readDatabaseSetup(client, serverVersion),
    rights: await readRoleRights(client, names, serverVersion),
    tables: await readTables(client, names),
  };
}

async function readTableNames(client: ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class AS c
      WHERE c.relkind IN ('r', 'p') AND pg_table_is_visible(c.oid) AND c.relnamespace <> 'pg_catalog'::regnamespace`,
  );
  return rows.map((row) => row.name);
}
