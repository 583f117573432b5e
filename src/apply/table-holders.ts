import { type ClientBase, DatabaseError } from 'pg';
import type { DatabaseName } from '../plan/types.gen.ts';
import { planError } from '../support/errors.ts';
import { describeHolder, type Holder, holderColumns } from './lock-holder.ts';

/** Whether a statement failed because somebody else holds a lock on a table: for too long, or waiting for one of ours meanwhile. */
export function isTableLocked(error: unknown): boolean {
  return error instanceof DatabaseError && ['55P03', '40P01'].includes(error.code ?? '');
}

/** The same of LOCK TABLE, whose statement_timeout is how long it waits for all tables together: see lock-wait.ts. */
export function isLockRefused(error: unknown): boolean {
  return isTableLocked(error) || (error instanceof DatabaseError && error.code === '57014');
}

/** The failure of such a statement, with who holds the lock. Ends the transaction that it has broken, to be able to ask. */
export async function tableLocked(
  client: ClientBase,
  database: DatabaseName,
  tables: readonly string[],
  cause: unknown,
): Promise<Error> {
  await client.query('ROLLBACK');
  const by = await describeHolders(client, tables);
  const name = database === 'synapse' ? 'Synapse' : 'MAS';
  return planError('TABLE_LOCKED', `A table of ${name} is in use: ${by}.`, { place: { database } }, cause);
}

/** `users: process 4711, user synapse, … (RowExclusiveLock)` */
async function describeHolders(client: ClientBase, tables: readonly string[]): Promise<string> {
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
