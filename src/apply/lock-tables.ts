import type { ClientBase } from 'pg';
import type { DatabaseName } from '../plan/types.gen.ts';
import { quoteIdentifier } from '../support/sql-text.ts';
import { lockWait } from './lock-wait.ts';
import { StatementError } from './run-statements.ts';
import { isLockRefused, tableLocked } from './table-holders.ts';

/**
 * Locks tables in the running transaction, for as long as it lasts; waits a little for who holds one.
 * @throws PlanError TABLE_LOCKED with who holds a lock; StatementError for all else that the server says
 */
export async function lockTables(
  client: ClientBase,
  database: DatabaseName,
  tables: readonly string[],
  mode: 'EXCLUSIVE' | 'ACCESS EXCLUSIVE',
): Promise<void> {
  const sql = `LOCK TABLE ${tables.map(quoteIdentifier).join(', ')} IN ${mode} MODE`;
  try {
    await client.query(lockWait.before);
    await client.query(sql);
    await client.query(lockWait.after);
  } catch (error) {
    if (isLockRefused(error)) throw await tableLocked(client, database, tables, error);
    throw new StatementError(sql, error);
  }
}
