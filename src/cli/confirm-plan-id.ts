import { checkPlanId } from '../approve/check-plan-id.ts';
import { planError } from '../support/errors.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Makes sure that a person approves the plan that they looked at: by its whole id, or, on a terminal, by the first characters of it.
 * @throws PlanError PLAN_ID_MISSING where there is neither, PLAN_ID_MISMATCH
 */
export async function confirmPlanId(
  planId: string,
  given: string | undefined,
  ask: Surroundings['ask'],
): Promise<void> {
  if (given !== undefined || !ask) return checkPlanId(planId, given);
  const answer = await ask(`To approve it, type the first ${enough} characters of the plan id, after "sha256:": `);
  const typed = answer
    .trim()
    .toLowerCase()
    .replace(/^sha256:/, '');
  if (typed.length >= enough && planId.startsWith(`sha256:${typed}`)) return;
  throw planError('PLAN_ID_MISMATCH', `These are not the first ${enough} characters of the id of this plan.`);
}

/** Nobody types eight characters of an id that they did not see. */
const enough = 8;
