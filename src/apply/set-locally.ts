import type { ClientBase } from 'pg';
import type { Database } from '../plan/types.gen.ts';
import { quoteIdentifier, quoteLiteral } from '../support/sql-text.ts';

/** Gives the current transaction the settings of the plan, whose schema says which there may be. */
export async function setLocally(client: ClientBase, { settings }: Pick<Database, 'settings'>): Promise<void> {
  for (const [name, value] of Object.entries(settings))
    await client.query(`SET LOCAL ${quoteIdentifier(name)} = ${quoteLiteral(value)}`);
}
