import type { ClientBase } from 'pg';

/** What a role can do with a table. */
export type Readability = 'readable' | 'denied' | 'absent';

/** What this role can do with each of these tables, in the same order. */
export async function tableReadability<Name extends string>(
  client: ClientBase,
  tables: readonly Name[],
): Promise<ReadonlyMap<Name, Readability>> {
  const { rows } = await client.query<{ name: Name; state: Readability }>(
    `SELECT name, CASE has_table_privilege(to_regclass(quote_ident(name)), 'SELECT')
         WHEN TRUE THEN 'readable' WHEN FALSE THEN 'denied' ELSE 'absent' END AS state
       FROM unnest($1::text[]) WITH ORDINALITY AS wanted (name, at) ORDER BY at`,
    [[...tables]],
  );
  return new Map(rows.map(({ name, state }) => [name, state]));
}
