import type { Client } from 'pg';
import type { Recorder } from '../apply/recorder.ts';
import { isTableLocked, tableLocked } from '../apply/table-holders.ts';
import { runQuery } from '../inspect/run-query.ts';
import type { Plan } from '../plan/types.gen.ts';
import { sha256 } from '../support/digest.ts';
import { planError } from '../support/errors.ts';
import { sqlProblem } from '../support/postgres/sql-problem.ts';

/**
 * Removes from Synapse's database what Synapse itself noted there while MAS ran, by the SQL of the plan, in a transaction of its own.
 * It comes before anything of MAS is committed, and may be done again: where MAS stays after all, Synapse notes the same anew. Where
 * there is nothing to remove nothing is written, so that a role with read rights is enough.
 * @throws PlanError TABLE_LOCKED, DATABASE_RIGHTS, DATABASE_QUERY
 */
export async function cleanSynapse(client: Client, plan: Pick<Plan, 'undo'>, recorder: Recorder): Promise<void> {
  for (const step of plan.undo) {
    if (step.kind !== 'sql' || step.database !== 'synapse') continue;
    await recorder.step(step.id, step.title, async () => ({
      rows: (await countDelegated(client)) === 0 ? 0 : await remove(client, step.sql, step.id),
      sqlDigest: sha256(step.sql),
    }));
  }
}

async function countDelegated(client: Client): Promise<number> {
  const sql = `SELECT count(*) AS rows FROM user_external_ids WHERE auth_provider = 'oauth-delegated'`;
  const [row] = await runQuery<{ rows: string }>(client, sql, {
    message: 'rows of oauth-delegated',
    database: 'synapse',
  });
  return Number(row?.rows);
}

async function remove(client: Client, sql: string, id: string): Promise<number> {
  try {
    await client.query(`BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE; SET LOCAL lock_timeout = '3s'`);
    const { rowCount } = await client.query(sql);
    await client.query('COMMIT');
    return rowCount ?? 0;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    if (isTableLocked(error)) throw await tableLocked(client, 'synapse', ['user_external_ids'], error);
    const place = { database: 'synapse' } as const;
    const problem = sqlProblem(error, sql, { code: 'DATABASE_QUERY', message: `step ${id}`, place });
    const remedy = 'Use the role that Synapse uses, or one that may DELETE from user_external_ids.';
    throw planError(
      problem.code,
      problem.message,
      { ...problem, ...(problem.code === 'DATABASE_RIGHTS' && { remedy }) },
      error,
    );
  }
}
