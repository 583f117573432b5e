import type { FileStep, Plan, SecretStep } from '../../plan/types.gen.ts';
import { createdPath } from './file-names.ts';
import { stateOf } from './file-states.ts';
import { fileSteps } from './file-steps.ts';
import { readOnDisk } from './read-on-disk.ts';

/** Whether apply changed a file of the phase `prepare`, or was stopped just before: a file is as it makes it, or has its backup or mark. */
export async function isPrepareBegun(plan: Plan): Promise<boolean> {
  for (const step of fileSteps(plan, 'prepare')) {
    if (await isBegun(step, plan.seed)) return true;
  }
  return false;
}

async function isBegun(step: FileStep | SecretStep, seed: string): Promise<boolean> {
  // A secret that is there without a mark was there before.
  if (step.kind === 'secret') return await isThere(createdPath(step.path, seed));
  if (stateOf(step, await readOnDisk(step.path)) === 'after') return true;
  return step.backup !== undefined && (await isThere(step.backup));
}

async function isThere(path: string): Promise<boolean> {
  return (await readOnDisk(path)).is !== 'missing';
}
