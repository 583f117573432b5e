import type { ClientBase } from 'pg';
import { tableReadability } from './table-readability.ts';

/** Those of these tables that exist and that this role may read, in the same order. */
export async function readableTables(client: ClientBase, tables: readonly string[]): Promise<readonly string[]> {
  const states = await tableReadability(client, tables);
  return tables.filter((table) => states.get(table) === 'readable');
}
