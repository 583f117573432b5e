import type { ClientBase } from 'pg';
import { type Readability, tableReadability } from './table-readability.ts';

/** Tables of Synapse that are asked where they are there and may be read; a plan can be made without. */
const optionalTables = ['background_updates', 'erased_users', 'port_from_sqlite3'] as const;
export type OptionalTable = (typeof optionalTables)[number];

/** What this role can do with each of them. */
export async function readOptionalTables(client: ClientBase): Promise<ReadonlyMap<OptionalTable, Readability>> {
  return await tableReadability(client, optionalTables);
}
