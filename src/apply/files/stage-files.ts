import type { Plan } from '../../plan/types.gen.ts';
import { PlanError, type Problem, throwProblems } from '../../support/errors.ts';
import { fileSteps, type RunPhase } from './file-steps.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import type { SecretSource } from './secret-source.ts';
import { stageFile } from './stage-file.ts';
import { stageSecret } from './stage-secret.ts';
import { commitStagedFile, discardStagedFile, type StagedFile } from './staged-file.ts';

/** The file changes of a plan, or of one of its phases, written beside their files. */
export interface StagedFiles {
  /** The files that commit changes, in the plan's order; those that are as they should be already are not among them. */
  readonly paths: readonly string[];
  /**
   * Puts them in place, in this order, and stops at the first that cannot be; doing it again goes on from there.
   * @throws PlanError STALE_FILE when somebody changed a file meanwhile, FILE_UNWRITABLE
   */
  commit(): Promise<void>;
  /** Removes what waits. Files that were put in place stay. */
  discard(): Promise<void>;
}

/**
 * Checks that every file, or every one of a phase, is as planned or done already, and writes what is to come beside it, with owner and mode, so
 * that what can fail fails before the database is touched.
 * @throws PlanError STALE_FILE, FILE_UNWRITABLE or PLAN_STEP, all of them; nothing is left behind then
 */
export async function stageFiles(plan: Plan, { resolveSecret }: SecretSource, phase?: RunPhase): Promise<StagedFiles> {
  const staged: StagedFile[] = [];
  const problems: Problem[] = [...(await removeLeftovers(plan))];
  for (const step of fileSteps(plan, phase)) {
    try {
      const file =
        step.kind === 'file'
          ? await stageFile(step, plan.seed, { resolveSecret })
          : await stageSecret(step, resolveSecret(step.from), plan.seed);
      if (file) staged.push(file);
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      problems.push(...error.problems);
    }
  }
  const discard = async (): Promise<void> => {
    for (const file of staged) await discardStagedFile(file);
  };
  if (problems.length > 0) await discard();
  throwProblems(problems);
  return {
    paths: staged.map(({ path }) => path),
    commit: async () => {
      for (const file of staged) {
        const problem = await commitStagedFile(file);
        // The file that names a secret must not be there before the secret is.
        if (problem) throwProblems([problem]);
      }
    },
    discard,
  };
}
