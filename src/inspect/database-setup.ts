import type { ClientBase } from 'pg';

/** How a database was made. */
export interface DatabaseSetup {
  /** `UTF8`, `SQL_ASCII`, … */
  readonly encoding: string;
  /** LC_COLLATE and LC_CTYPE. */
  readonly collate: string;
  readonly ctype: string;
  /** The server sorts text otherwise than when the indexes were built; before PostgreSQL 15 nobody knows, and it says false. */
  readonly isCollationOutdated: boolean;
}

/** @param serverVersion server_version_num */
export async function readDatabaseSetup(client: ClientBase, serverVersion: number): Promise<DatabaseSetup> {
  const outdated =
    serverVersion >= 150000 ? 'd.datcollversion <> pg_database_collation_actual_version(d.oid)' : 'NULL::boolean';
  const { rows } = await client.query<DatabaseSetup>(
    `SELECT pg_encoding_to_char(d.encoding) AS encoding, d.datcollate AS collate, d.datctype AS ctype,
            coalesce(${outdated}, false) AS "isCollationOutdated"
       FROM pg_database AS d WHERE d.datname = current_database()`,
  );
  const [row] = rows;
  if (!row) throw new Error('pg_database does not list the current database');
  return row;
}
