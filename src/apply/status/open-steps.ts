import type { Client } from 'pg';
import { stoppedGuards } from '../../plan/guards.ts';
import type { DatabaseName, OperatorStep, Phase, Plan } from '../../plan/types.gen.ts';
import { PlanError } from '../../support/errors.ts';
import { withReadOnlySnapshot } from '../../support/postgres/read-only-transaction.ts';
import { findConnectedServices } from '../connected-services.ts';
import { checkSql } from '../guard/check-sql.ts';
import { readAssertRows } from '../run-asserts.ts';
import type { OpenStep } from './status.ts';

/** Sessions on the databases that answered. */
export type AskedDatabases = Readonly<Partial<Record<DatabaseName, Client>>>;

/** The steps for people of some phases, in the plan's order, but for those that their guard shows to be done. Only reads. */
export async function findOpenSteps(
  plan: Plan,
  phases: readonly Phase[],
  asked: AskedDatabases,
): Promise<readonly OpenStep[]> {
  const steps = plan.steps.filter(
    (step): step is OperatorStep => step.kind === 'operator' && phases.includes(step.phase),
  );
  // A plan that nobody approved yet may hold anything: what apply would refuse is not asked.
  const mayAsk = (await checkSql(plan)).length === 0;
  const open: OpenStep[] = [];
  for (const step of steps) {
    const { id, title } = step;
    const why = mayAsk ? await askGuard(step, plan, asked) : undefined;
    if (why !== '') open.push({ id, title, state: why === undefined ? 'unchecked' : 'open', ...(why && { why }) });
  }
  return open;
}

/** What shows that the step is not done; empty where it is; undefined where nobody can see it. */
async function askGuard(step: OperatorStep, plan: Plan, asked: AskedDatabases): Promise<string | undefined> {
  try {
    for (const service of ['synapse', 'mas'] as const) {
      if (step.guard !== stoppedGuards[service]) continue;
      const client = asked[service];
      const { user } = (service === 'synapse' ? plan.source : plan.target).connection;
      return client && (await findConnectedServices(client, service, user)).map(({ message }) => message).join(' ');
    }
    const guard = plan.steps.find(({ id }) => id === step.guard);
    const client = guard?.kind === 'assert' ? asked[guard.database] : undefined;
    if (guard?.kind !== 'assert' || !client) return undefined;
    const rows = await withReadOnlySnapshot(client, () => readAssertRows(client, guard));
    return rows.map(({ fact, planned, found }) => `${fact}: planned ${planned}, found ${found}.`).join(' ');
  } catch (error) {
    if (error instanceof PlanError) return undefined;
    throw error;
  }
}
