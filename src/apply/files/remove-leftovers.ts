import { lstat, rm } from 'node:fs/promises';
import type { Plan } from '../../plan/types.gen.ts';
import type { Problem } from '../../support/errors.ts';
import { createdPath, stagedPath } from './file-names.ts';
import { unwritable } from './file-problems.ts';
import { fileSteps } from './file-steps.ts';

/** Removes what a run of this plan that was killed left waiting beside its files. */
export async function removeLeftovers(plan: Plan): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { path, waiting } of whereFilesWait(plan)) {
    try {
      await rm(waiting, { force: true });
    } catch (error) {
      problems.push(unwritable(path, error));
    }
  }
  return problems;
}

/** Whether there is anything of that. */
export async function hasLeftovers(plan: Plan): Promise<boolean> {
  for (const { waiting } of whereFilesWait(plan)) {
    const isThere = await lstat(waiting).then(
      () => true,
      () => false,
    );
    if (isThere) return true;
  }
  return false;
}

function whereFilesWait(plan: Plan): readonly { readonly path: string; readonly waiting: string }[] {
  return fileSteps(plan).flatMap((step) => {
    const backups = step.kind === 'file' && step.backup !== undefined ? [step.backup] : [];
    const places = [step.path, ...backups, createdPath(step.path, plan.seed)];
    return places.map((place) => ({ path: step.path, waiting: stagedPath(place, plan.seed) }));
  });
}
