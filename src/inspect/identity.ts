import type { ClientBase } from 'pg';

/** Which database this is, whatever name or address it was reached by. */
export interface DatabaseIdentity {
  /** Of the cluster; made by initdb, kept by a physical copy. */
  readonly systemIdentifier: string;
  readonly oid: number;
  readonly name: string;
  /** server_version_num, for example 160004. */
  readonly serverVersion: number;
}

/** Reads the identity of the connected database. */
export async function readIdentity(client: ClientBase): Promise<DatabaseIdentity> {
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
