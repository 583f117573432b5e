import type { ClientBase } from 'pg';
import { quoteIdentifier } from '../support/sql-text.ts';
import type { CatalogTable } from './catalog.ts';
import { countRows } from './count-rows.ts';
import { runQuery } from './run-query.ts';

/** What stands in a table of MAS that should be empty. */
export interface TargetRows {
  readonly rows: number;
  /** The newest created_at, ISO 8601 in UTC; undefined where the table has none. */
  readonly newest?: string;
  /** Of `users`: the first five names. */
  readonly usernames?: readonly string[];
}

/** The tables among these that hold rows, with what people need to know whose rows they are. */
export async function readTargetRows(
  client: ClientBase,
  names: readonly string[],
  tables: readonly CatalogTable[],
): Promise<ReadonlyMap<string, TargetRows>> {
  const found = new Map<string, TargetRows>();
  for (const [name, rows] of await countRows(client, names)) {
    const columns = tables.find((table) => table.name === name)?.columns ?? [];
    const hasTime = columns.some((column) => column.name === 'created_at' && column.type.startsWith('timestamp with'));
    found.set(name, {
      rows,
      ...(hasTime ? await newestIn(client, name) : {}),
      ...(name === 'users' ? { usernames: await usernamesIn(client) } : {}),
    });
  }
  return found;
}

async function newestIn(client: ClientBase, table: string): Promise<Pick<TargetRows, 'newest'>> {
  const [row] = await runQuery<{ newest: string | null }>(
    client,
    `SELECT to_char(max(created_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS newest FROM ${quoteIdentifier(table)}`,
    { message: `the newest row of ${table} of MAS`, database: 'mas' },
  );
  return row?.newest ? { newest: row.newest } : {};
}

async function usernamesIn(client: ClientBase): Promise<readonly string[]> {
  const sql = 'SELECT username FROM users ORDER BY username COLLATE "C" LIMIT 5';
  const rows = await runQuery<{ username: string }>(client, sql, { message: 'users of MAS', database: 'mas' });
  return rows.map(({ username }) => username);
}
