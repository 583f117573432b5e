import type { ClientBase } from 'pg';
import { runQuery } from './run-query.ts';

/**
 * The version of the schema: Synapse keeps a number in `schema_version`, MAS the migrations that ran in `_sqlx_migrations`.
 * Undefined where the table is absent or empty.
 * @throws PlanError DATABASE_RIGHTS where this role may not read the table
 */
export async function readSchemaVersion(client: ClientBase, service: 'synapse' | 'mas'): Promise<string | undefined> {
  const [table, sql] = versionQueries[service];
  const found = await client.query<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', [table]);
  if (!found.rows[0]?.exists) return undefined;
  const what = { message: `reading the version of the schema of ${service}`, database: service };
  const [row] = await runQuery<{ version: string | null }>(client, sql, what);
  return row?.version ?? undefined;
}

/** The table that holds the version. */
export function versionTable(service: 'synapse' | 'mas'): string {
  return versionQueries[service][0];
}

const versionQueries = {
  synapse: ['schema_version', 'SELECT max(version)::text AS version FROM schema_version'],
  mas: ['_sqlx_migrations', 'SELECT max(version)::text AS version FROM _sqlx_migrations WHERE success'],
} as const;
