import type { ClientBase } from 'pg';

/** The file in which the server keeps each table; TRUNCATE gives it a new one. A table without storage of its own is left out. */
export async function readStorage(client: ClientBase, tables: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; file: string }>(
    `SELECT wanted.name, c.relfilenode::text AS file
       FROM unnest($1::text[]) AS wanted (name)
       JOIN pg_class AS c ON c.oid = to_regclass(quote_ident(wanted.name)) AND c.relfilenode <> 0`,
    [[...tables]],
  );
  return new Map(rows.map(({ name, file }) => [name, file]));
}
