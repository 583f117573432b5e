import type { ClientBase } from 'pg';

/** Tables of Synapse that are asked where they are there and may be read; a plan can be made without. */
export const optionalTables = ['background_updates', 'erased_users'] as const;
export type OptionalTable = (typeof optionalTables)[number];
export type Readability = 'readable' | 'denied' | 'absent';

/** What this role can do with each of them. */
export async function readOptionalTables(client: ClientBase): Promise<ReadonlyMap<OptionalTable, Readability>> {
  const { rows } = await client.query<{ name: OptionalTable; state: Readability }>(
    `SELECT name, CASE has_table_privilege(to_regclass(quote_ident(name)), 'SELECT')
         WHEN TRUE THEN 'readable' WHEN FALSE THEN 'denied' ELSE 'absent' END AS state
       FROM unnest($1::text[]) AS wanted (name)`,
    [[...optionalTables]],
  );
  return new Map(rows.map(({ name, state }) => [name, state]));
}
