import type { ClientBase } from 'pg';

/**
 * The version of the schema: Synapse keeps a number in `schema_version`, MAS the migrations that ran in `_sqlx_migrations`.
 * Undefined where the table is absent or empty.
 */
export async function readSchemaVersion(client: ClientBase, service: 'synapse' | 'mas'): Promise<string | undefined> {
  const [table, sql] = versionQueries[service];
  const found = await client.query<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', [table]);
  if (!found.rows[0]?.exists) return undefined;
  const { rows } = await client.query<{ version: string | null }>(sql);
  return rows[0]?.version ?? undefined;
}

const versionQueries = {
  synapse: ['schema_version', 'SELECT max(version)::text AS version FROM schema_version'],
  mas: ['_sqlx_migrations', 'SELECT max(version)::text AS version FROM _sqlx_migrations WHERE success'],
} as const;
