import { rm } from 'node:fs/promises';
import type { Plan } from '../../plan/types.gen.ts';
import type { Problem } from '../../support/errors.ts';
import { createdPath, stagedPath } from './file-names.ts';
import { unwritable } from './file-problems.ts';
import { fileSteps } from './file-steps.ts';

/** Removes what a run of this plan that was killed left waiting beside its files. */
export async function removeLeftovers(plan: Plan): Promise<readonly Problem[]> {
  const { seed } = plan;
  const problems: Problem[] = [];
  for (const step of fileSteps(plan)) {
    const backups = step.kind === 'file' && step.backup !== undefined ? [step.backup] : [];
    for (const path of [step.path, ...backups, createdPath(step.path, seed)]) {
      try {
        await rm(stagedPath(path, seed), { force: true });
      } catch (error) {
        problems.push(unwritable(step.path, error));
      }
    }
  }
  return problems;
}
