import { findErroredProblems } from '../../plan/errored-problems.ts';
import type { Plan } from '../../plan/types.gen.ts';
import { throwProblems } from '../../support/errors.ts';
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
    ...findErroredProblems(plan),
    ...checkStructure(plan),
    ...checkDatabases(plan),
    ...checkFileSteps(plan),
    ...(await checkSql(plan)),
  ]);
}
