import type { Connection, SqliteFile } from '../../plan/types.gen.ts';

/** `database mas as user mas on localhost, port 5432 (sslmode prefer)`: the host may be the folder of a socket. */
export function describeConnection(connection: Connection | SqliteFile): string {
  if ('engine' in connection) return `the file ${connection.path} (SQLite)`;
  const { host, port, database, user, sslmode } = connection;
  return `database ${database} as user ${user} on ${host}, port ${port} (sslmode ${sslmode})`;
}
