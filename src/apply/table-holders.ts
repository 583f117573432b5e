import type { ClientBase } from 'pg';
import { describeHolder, type Holder, holderColumns } from './lock-holder.ts';

/**
 * Who holds a lock on one of these tables, for people: `users: process 4711, user synapse, … (RowExclusiveLock)`.
 * Locks that no writer takes do not count.
 */
export async function describeTableHolders(client: ClientBase, tables: readonly string[]): Promise<string> {
  const { rows } = await client.query<Holder & { readonly table: string; readonly mode: string }>(
    `SELECT c.relname AS table, l.mode AS mode, ${holderColumns}
       FROM unnest($1::text[]) AS wanted (name)
       JOIN pg_class AS c ON c.oid = to_regclass(quote_ident(wanted.name))
       JOIN pg_locks AS l ON l.relation = c.oid AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid()
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       LEFT JOIN pg_stat_activity AS a ON a.pid = l.pid
      ORDER BY 1, 2, l.pid LIMIT 20`,
    [[...tables]],
  );
  if (rows.length === 0) return 'whoever held it is gone by now';
  return rows.map((row) => `${row.table}: ${describeHolder(row)} (${row.mode})`).join('; ');
}
