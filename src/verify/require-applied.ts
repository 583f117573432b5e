import { findIdentityProblems } from '../apply/identity-problems.ts';
import { type RunDatabases, withRunClient } from '../apply/run-databases.ts';
import type { Plan } from '../plan/types.gen.ts';
import { throwProblems } from '../support/errors.ts';
import { lastApplied } from './last-applied.ts';

/**
 * Makes sure that this plan, and none since, was applied to this database of MAS.
 * @throws PlanError NOT_APPLIED; STALE_TARGET where it is another database
 */
export async function requireApplied(plan: Plan, planId: string, { mas }: Pick<RunDatabases, 'mas'>): Promise<void> {
  await withRunClient(mas, async (client) => {
    throwProblems(await findIdentityProblems(client, 'mas', plan));
    await lastApplied(client, planId);
  });
}
