import type { ClientBase } from 'pg';
import { runQuery } from '../../inspect/run-query.ts';
import type { DatabaseName, Plan } from '../../plan/types.gen.ts';
import type { Loss } from './loss.ts';

/**
 * Counts what the way back would lose, by the SELECTs of the plan, in its order; things of which there are none too. Writes nothing.
 * @param clients sessions on both databases; what only one of them knows is left out where it is not given
 * @throws PlanError DATABASE_QUERY, DATABASE_RIGHTS
 */
export async function countLosses(
  clients: Readonly<Partial<Record<DatabaseName, ClientBase | undefined>>>,
  plan: Pick<Plan, 'undo'>,
): Promise<readonly Loss[]> {
  const losses: Loss[] = [];
  for (const step of plan.undo) {
    const client = step.kind === 'count' ? clients[step.database] : undefined;
    if (step.kind !== 'count' || !client) continue;
    const what = { message: `step ${step.id}`, database: step.database };
    const rows = await runQuery<{ loss: string; found: string | null }>(client, step.sql, what);
    const found = new Map(rows.map((row) => [row.loss, Number(row.found)]));
    losses.push(...step.losses.map((stated) => ({ ...stated, count: found.get(stated.loss) ?? 0 })));
  }
  return losses;
}
