import type { Plan } from '../plan/types.gen.ts';
import { PlanError, type Problem, planError } from '../support/errors.ts';
import { fileChanges } from './files/file-changes.ts';
import { readFileStates, readSecretStates } from './files/file-states.ts';
import type { StagedFiles } from './files/stage-files.ts';
import type { Recorder } from './recorder.ts';

/**
 * Puts staged files in their places, now that the database is committed, and notes down which of them are there.
 * @throws PlanError FILES_INCOMPLETE; the next apply finishes
 */
export async function placeFiles(staged: StagedFiles, plan: Plan, recorder: Recorder): Promise<void> {
  try {
    await commitFiles(staged, plan, recorder);
  } catch (error) {
    throw filesIncomplete(error);
  }
}

/**
 * Puts staged files in their places and notes down, also after a failure, which of them are there.
 * @throws PlanError STALE_FILE, FILE_UNWRITABLE
 */
export async function commitFiles(staged: StagedFiles, plan: Plan, recorder: Recorder): Promise<void> {
  try {
    await staged.commit();
  } finally {
    const inPlace = await filesInPlace(plan);
    const paths = staged.paths.filter((path) => inPlace.has(path));
    recorder.files = [...recorder.files, ...fileChanges(plan, paths, 'there')];
  }
}

async function filesInPlace(plan: Plan): Promise<ReadonlySet<string>> {
  const files = (await readFileStates(plan)).filter(({ state }) => state === 'after');
  const secrets = (await readSecretStates(plan)).filter(({ state }) => state === 'present');
  return new Set([...files, ...secrets].map(({ step }) => step.path));
}

/** Any failure after the commit, under the code that says so. */
export function filesIncomplete(error: unknown, remedy?: string): Error {
  if (!(error instanceof PlanError)) {
    const message = error instanceof Error ? error.message : String(error);
    return planError(
      'FILES_INCOMPLETE',
      `The database is committed, but not every file is in place: ${message}`,
      {},
      error,
    );
  }
  const [first, ...rest] = error.problems.map(
    ({ remedy: _remedy, ...problem }): Problem => ({
      ...problem,
      code: 'FILES_INCOMPLETE',
      ...(remedy === undefined ? {} : { remedy }),
    }),
  );
  return first ? new PlanError([first, ...rest], { cause: error }) : error;
}
