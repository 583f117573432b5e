import type { ClientBase } from 'pg';

/** Those of these tables that exist and that this role may read, in the same order. */
export async function readableTables(client: ClientBase, tables: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT wanted.name FROM unnest($1::text[]) WITH ORDINALITY AS wanted (name, at)
       JOIN pg_class AS c ON c.oid = to_regclass(quote_ident(wanted.name))
      WHERE has_table_privilege(c.oid, 'SELECT') ORDER BY wanted.at`,
    [[...tables]],
  );
  return rows.map(({ name }) => name);
}
