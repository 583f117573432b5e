import type { ClientBase } from 'pg';

/** Which database this is, whatever name or address it was reached by. */
export interface DatabaseIdentity {
  /** A Synapse on SQLite; absent: PostgreSQL. */
  readonly engine?: 'sqlite3';
  /** Of the cluster; made by initdb, kept by a physical copy. SQLite: made of the first user, kept by a copy. */
  readonly systemIdentifier: string;
  /** SQLite: 0. */
  readonly oid: number;
  /** SQLite: the path of the file. */
  readonly name: string;
  /** server_version_num, for example 160004. SQLite: the number of the version that read it, for example 3053004. */
  readonly serverVersion: number;
}

/** The temporary table in which a session that stands for a database of SQLite (sqlite/load-source.ts) says which one. */
export const identityTable = 'syn2mas_plan_source';

/** Reads the identity of the connected database, or of that for which the session stands. */
export async function readIdentity(client: ClientBase): Promise<DatabaseIdentity> {
  return (await readSqliteIdentity(client)) ?? (await readServerIdentity(client));
}

async function readSqliteIdentity(client: ClientBase): Promise<DatabaseIdentity | undefined> {
  const found = await client.query<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', [
    `pg_temp.${identityTable}`,
  ]);
  if (!found.rows[0]?.exists) return undefined;
  const { rows } = await client.query<{ system_identifier: string; name: string; version: number }>(
    `SELECT system_identifier, name, version FROM pg_temp.${identityTable}`,
  );
  const [row] = rows;
  if (!row) throw new Error(`${identityTable} is empty`);
  return {
    engine: 'sqlite3',
    systemIdentifier: row.system_identifier,
    oid: 0,
    name: row.name,
    serverVersion: row.version,
  };
}

/** Of the server on which the session is, also where the session stands for a database of SQLite: server_version_num. */
export async function readServerVersion(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  if (!rows[0]) throw new Error('the server has no version');
  return rows[0].version;
}

async function readServerIdentity(client: ClientBase): Promise<DatabaseIdentity> {
  const { rows } = await client.query<{ system_identifier: string; oid: string; name: string; version: string }>(
    `SELECT (SELECT system_identifier::text FROM pg_control_system()) AS system_identifier,
            oid::text AS oid, datname AS name, current_setting('server_version_num') AS version
       FROM pg_database WHERE datname = current_database()`,
  );
  const [row] = rows;
  if (!row) throw new Error('pg_database does not list the current database');
  return {
    systemIdentifier: row.system_identifier,
    oid: Number(row.oid),
    name: row.name,
    serverVersion: Number(row.version),
  };
}
