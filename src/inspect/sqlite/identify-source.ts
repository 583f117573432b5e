import { createHash } from 'node:crypto';
import type { SqliteReader } from '../../support/sqlite/read-sqlite.ts';
import type { SqliteTable } from './read-schema.ts';

const firstUser =
  'SELECT creation_ts AS at, hex(CAST(name AS BLOB)) AS name FROM users ORDER BY creation_ts, name LIMIT 1';

/**
 * A number that tells one homeserver's database from another's, and stays while it is in use, is copied or moves: of the first user and
 * the time at which they were made. Synapse never removes a user, and SQLite has nothing like the system identifier of PostgreSQL.
 */
export function identifySource({ all }: SqliteReader, tables: readonly SqliteTable[]): string {
  const columns = tables.find(({ name }) => name === 'users')?.columns.map(({ name }) => name) ?? [];
  const [first] = ['name', 'creation_ts'].every((name) => columns.includes(name)) ? all(firstUser) : [];
  const digest = createHash('sha256')
    .update(first ? `${first.at} ${first.name}` : 'no user')
    .digest();
  return String(digest.readBigUInt64BE());
}
