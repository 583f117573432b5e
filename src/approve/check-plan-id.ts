import { planError } from '../support/errors.ts';

/**
 * Nobody applies what they did not look at: the id that was given must be that of the bytes.
 * @throws PlanError PLAN_ID_MISSING, PLAN_ID_MISMATCH
 */
export function checkPlanId(planId: string, given: string | undefined): void {
  if (given === undefined) throw planError('PLAN_ID_MISSING', 'No --plan-id is given.');
  if (given !== planId) {
    throw planError('PLAN_ID_MISMATCH', `The id that was given is ${given}, the id of this file is ${planId}.`);
  }
}
