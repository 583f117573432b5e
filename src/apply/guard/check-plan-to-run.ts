import type { Plan } from '../../plan/types.gen.ts';
import { type Problem, throwProblems } from '../../support/errors.ts';
import { checkDatabases } from './check-databases.ts';
import { checkFileSteps } from './check-file-steps.ts';
import { checkSql } from './check-sql.ts';
import { checkStructure } from './check-structure.ts';

/**
 * Holds a plan that fits its schema against what a plan may do at all, before anything is opened: a plan is untrusted
 * until somebody approved its bytes, and careful input even then.
 * @throws PlanError PLAN_ERRORED, PLAN_STEP and PLAN_SQL, all that there are
 */
export async function checkPlanToRun(plan: Plan): Promise<void> {
  throwProblems([
    ...checkErrored(plan),
    ...checkStructure(plan),
    ...checkDatabases(plan),
    ...checkFileSteps(plan),
    ...(await checkSql(plan)),
  ]);
}

/** The findings are asked too, so that the flag alone does not decide. */
function checkErrored({ errored, findings }: Plan): readonly Problem[] {
  const open = findings.filter((finding) => finding.severity === 'error' && !finding.acceptance);
  if (!errored && open.length === 0) return [];
  const ids = [...new Set(open.map((finding) => finding.id))].join(', ');
  return [{ code: 'PLAN_ERRORED', message: `The plan was made with errors that nobody accepted${ids && `: ${ids}`}.` }];
}
