import type { Plan } from '../plan/types.gen.ts';
import { type Problem, PlanError, planError } from '../support/errors.ts';
import { readFileStates } from './files/file-states.ts';
import type { StagedFiles } from './files/stage-files.ts';
import type { Recorder } from './recorder.ts';

/**
 * Puts staged files in their places, now that the database is committed.
 * @throws PlanError FILES_INCOMPLETE; the next apply finishes
 */
export async function placeFiles(staged: StagedFiles, plan: Plan, recorder: Recorder): Promise<void> {
  try {
    await staged.commit();
  } catch (error) {
    await noteFiles(plan, recorder);
    throw filesIncomplete(error);
  }
  await noteFiles(plan, recorder);
}

/** Notes down which files are in place. */
export async function noteFiles(plan: Plan, recorder: Recorder): Promise<void> {
  const states = await readFileStates(plan).catch(() => []);
  recorder.files = states.filter(({ state }) => state === 'after').map(({ step }) => step.path);
}

/** Any failure after the commit, under the code that says so. */
export function filesIncomplete(error: unknown): Error {
  if (!(error instanceof PlanError)) {
    const message = error instanceof Error ? error.message : String(error);
    return planError('FILES_INCOMPLETE', `The database is committed, but not every file is in place: ${message}`, {}, error);
  }
  const [first, ...rest] = error.problems.map(
    (problem): Problem => ({ ...problem, code: 'FILES_INCOMPLETE', message: `${problem.code}: ${problem.message}` }),
  );
  return first ? new PlanError([first, ...rest], { cause: error }) : error;
}
