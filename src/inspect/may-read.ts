import type { ClientBase } from 'pg';

/** Whether a table is there and this role may read it: for what can be done without. */
export async function mayRead(client: ClientBase, table: string): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean | null }>(
    "SELECT has_table_privilege(to_regclass(quote_ident($1)), 'SELECT') AS may",
    [table],
  );
  return rows[0]?.may === true;
}
