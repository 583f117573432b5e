import type { ClientBase } from 'pg';
import type { Plan } from '../plan/types.gen.ts';
import { planError } from '../support/errors.ts';
import { sqlProblem } from '../support/postgres/sql-problem.ts';
import { quoteIdentifier } from '../support/sql-text.ts';
import { presentTables } from './check-stale.ts';
import { lockTables } from './lock-tables.ts';
import { StatementError } from './run-statements.ts';
import { setLocally } from './set-locally.ts';

/**
 * One READ ONLY snapshot of Synapse's database in which nobody else can write the tables that the plan reads: a Synapse that starts
 * meanwhile waits. The locks come before the snapshot, so that it sees all that was ever written. Both end with `use`.
 * @throws PlanError TABLE_LOCKED with who holds a lock, DATABASE_RIGHTS where this role may not take it
 */
export async function withLockedSource<T>(client: ClientBase, plan: Plan, use: () => Promise<T>): Promise<T> {
  const tables = await presentTables(client, plan);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  try {
    if (tables.length > 0) await lockAgainstWriting(client, tables);
    await setLocally(client, plan.source.database);
    const { rows } = await client.query<{ setting: string }>(
      "SELECT current_setting('transaction_read_only') AS setting",
    );
    if (rows[0]?.setting !== 'on') throw new Error('the server did not make the transaction READ ONLY');
    return await use();
  } finally {
    // Nothing to commit. A connection that a failed copy has made useless ends its transaction when it is closed.
    if (isFree(client)) await client.query('ROLLBACK').catch(() => undefined);
  }
}

/** EXCLUSIVE is the strongest lock that still lets others read; a READ ONLY transaction may take it. */
async function lockAgainstWriting(client: ClientBase, tables: readonly string[]): Promise<void> {
  try {
    await lockTables(client, 'synapse', tables, 'EXCLUSIVE');
  } catch (error) {
    if (!(error instanceof StatementError)) throw error;
    const problem = sqlProblem(error.cause, error.sql, {
      code: 'DATABASE_QUERY',
      message: 'locking the tables of Synapse against writing',
      place: { database: 'synapse' },
    });
    if (problem.code !== 'DATABASE_RIGHTS') throw planError(problem.code, problem.message, problem, error.cause);
    const remedy = `Use the role that Synapse uses, or give this one the right: ${await missingGrant(client, tables)}`;
    throw planError(problem.code, problem.message, { ...problem, remedy }, error.cause);
  }
}

/** Ends the transaction that the refusal has broken, to be able to ask. UPDATE is the least that every release takes. */
async function missingGrant(client: ClientBase, tables: readonly string[]): Promise<string> {
  await client.query('ROLLBACK');
  const { rows } = await client.query<{ role: string }>('SELECT current_user::text AS role');
  return `GRANT UPDATE ON ${tables.map(quoteIdentifier).join(', ')} TO ${quoteIdentifier(rows[0]?.role ?? '')};`;
}

/** No statement is under way: one that is has lost its reader, and would never end. */
function isFree(client: ClientBase): boolean {
  return (client as unknown as { readonly readyForQuery: boolean }).readyForQuery;
}
