import type { Plan } from '../../src/plan/types.gen.ts';
import type { DatabasePair } from '../support/databases.ts';
import { sqlOf } from '../support/plan-steps.ts';

/** The findings of a rule, without what is text for people. */
export function brief(plan: Plan, id: string) {
  return plan.findings
    .filter((finding) => finding.id === id)
    .map(({ severity, what, count, samples }) => ({
      severity,
      what,
      ...(count === undefined ? {} : { count }),
      ...(samples ? { samples } : {}),
    }));
}

/** What an assert of the plan finds now. */
export const facts = async (pair: DatabasePair, plan: Plan, id: string) =>
  (await pair.synapse.client.query<object>(sqlOf(plan, id))).rows;
