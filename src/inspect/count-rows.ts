import type { ClientBase } from 'pg';
import { quoteIdentifier } from '../support/sql-text.ts';
import { runQuery } from './run-query.ts';

/** The tables of MAS that hold rows, with how many; the others are left out. */
export async function countRows(client: ClientBase, tables: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const table of tables) {
    const sql = `SELECT count(*) AS rows FROM ${quoteIdentifier(table)}`;
    const [row] = await runQuery<{ rows: string }>(client, sql, {
      message: `counting ${table} of MAS`,
      database: 'mas',
    });
    if (row && row.rows !== '0') found.set(table, Number(row.rows));
  }
  return found;
}
