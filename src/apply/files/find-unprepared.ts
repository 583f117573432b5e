import type { FileStep, Plan, SecretStep } from '../../plan/types.gen.ts';
import { PlanError, type Problem } from '../../support/errors.ts';
import { createdPath } from './file-names.ts';
import { staleFile, staleSecret } from './file-problems.ts';
import { stateOf } from './file-states.ts';
import { fileSteps } from './file-steps.ts';
import { type RegularFile, readOnDisk } from './read-on-disk.ts';
import type { SecretSource } from './secret-source.ts';
import { holdsSecret } from './stage-secret.ts';

/**
 * A STALE_FILE for each file of the phase `prepare` that is not yet, or no longer, as the plan makes it. Without a source of secrets,
 * which may be gone once the files of the cutover are in place, a secret that is there is taken for the right one.
 */
export async function findUnprepared(plan: Plan, source?: SecretSource): Promise<readonly Problem[]> {
  const problems = await Promise.all(
    fileSteps(plan, 'prepare').map((step) =>
      step.kind === 'file' ? checkFile(step) : checkSecret(step, plan.seed, source),
    ),
  );
  return problems.flat();
}

async function checkFile(step: FileStep): Promise<readonly Problem[]> {
  const onDisk = await readOnDisk(step.path);
  const state = stateOf(step, onDisk);
  if (state === 'after') return [];
  return [{ ...staleFile(step.path, step.after, onDisk), ...(state === 'before' ? { remedy: pending } : {}) }];
}

async function checkSecret(step: SecretStep, seed: string, source?: SecretSource): Promise<readonly Problem[]> {
  const onDisk = await readOnDisk(step.path);
  if (onDisk.is === 'file') return await checkValue(step, onDisk, seed, source);
  const problem = staleFile(step.path, 'a file with a secret', onDisk);
  return [onDisk.is === 'missing' ? { ...problem, remedy: pending } : problem];
}

async function checkValue(
  step: SecretStep,
  onDisk: RegularFile,
  seed: string,
  source?: SecretSource,
): Promise<readonly Problem[]> {
  const mark = await readOnDisk(createdPath(step.path, seed));
  if (mark.is === 'file' && mark.bytes.toString() === onDisk.digest) return [];
  if (!source) return [];
  try {
    return holdsSecret(onDisk, source.resolveSecret(step.from)) ? [] : [staleSecret(step.path, 'the secret')];
  } catch (error) {
    if (error instanceof PlanError) return error.problems;
    throw error;
  }
}

const pending =
  'Run apply --phase prepare first, then do what the steps of that phase ask of people, then run apply again.';
