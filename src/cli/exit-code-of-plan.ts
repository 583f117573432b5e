import { needsDecision } from '../plan/finding-group.ts';
import type { Plan } from '../plan/types.gen.ts';
import { exitCodes } from '../support/error-catalog.ts';

/** Errors win over warnings and what could not be evaluated, and all of them over what the plan would change. */
export function exitCodeOfPlan(plan: Pick<Plan, 'errored' | 'findings'>): number {
  if (plan.errored) return exitCodes.errorsFound;
  return plan.findings.some(needsDecision) ? exitCodes.warningsFound : exitCodes.done;
}

/** Whether apply would write anything. */
export function holdsChanges({ summary }: Pick<Plan, 'summary'>): boolean {
  return summary.rowsMigrated > 0 || summary.files.length > 0;
}
