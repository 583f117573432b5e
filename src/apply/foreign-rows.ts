import type { ClientBase } from 'pg';
import type { Plan } from '../plan/types.gen.ts';
import type { Problem } from '../support/errors.ts';
import { readAssertRows } from './run-asserts.ts';

/**
 * A ROLLBACK_FOREIGN_ROWS for each table of MAS that holds what the plan did not write, by the asserts of its way back: from the first
 * one on, going back loses something.
 * @throws PlanError where a SELECT itself fails
 */
export async function findForeignRows(client: ClientBase, plan: Pick<Plan, 'undo'>): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { id, kind, ...rest } of plan.undo) {
    if (kind !== 'assert' || !('sql' in rest)) continue;
    for (const { fact, planned, found } of await readAssertRows(client, { id, sql: rest.sql, database: 'mas' })) {
      problems.push({
        code: 'ROLLBACK_FOREIGN_ROWS',
        message: `${fact}: planned ${planned}, found ${found}.`,
        place: { database: 'mas' },
      });
    }
  }
  return problems;
}
