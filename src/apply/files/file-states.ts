import type { FileStep, Plan, SecretStep } from '../../plan/types.gen.ts';
import { fileSteps, type RunPhase } from './file-steps.ts';
import { describeOnDisk, type OnDisk, readOnDisk } from './read-on-disk.ts';

/** Where one file of the plan stands. */
export interface FileState {
  readonly step: FileStep;
  readonly state: 'before' | 'after' | 'other';
  /** The digest that was found, `missing`, or what there is instead of a file. */
  readonly found: string;
}

/** Where one secret file stands; whether it holds the right value is not looked at here. */
export interface SecretState {
  readonly step: SecretStep;
  readonly state: 'missing' | 'present' | 'other';
}

/** Reads the files that the plan changes, or one of its phases, in its order. */
export async function readFileStates(plan: Plan, phase?: RunPhase): Promise<readonly FileState[]> {
  const steps = fileSteps(plan, phase).filter((step) => step.kind === 'file');
  return Promise.all(
    steps.map(async (step) => {
      const onDisk = await readOnDisk(step.path);
      return { step, state: stateOf(step, onDisk), found: describeOnDisk(onDisk) };
    }),
  );
}

/** Reads whether the files that hold secrets are there, in the plan's order. */
export async function readSecretStates(plan: Plan, phase?: RunPhase): Promise<readonly SecretState[]> {
  const steps = fileSteps(plan, phase).filter((step) => step.kind === 'secret');
  return Promise.all(
    steps.map(async (step) => {
      const { is } = await readOnDisk(step.path);
      return { step, state: is === 'file' ? ('present' as const) : is };
    }),
  );
}

/** Before, after, or neither. A file that is to be made is before as long as it is missing. */
export function stateOf(step: Pick<FileStep, 'before' | 'after'>, onDisk: OnDisk): FileState['state'] {
  if (onDisk.is === 'missing') return step.before === undefined ? 'before' : 'other';
  if (onDisk.is === 'other') return 'other';
  if (onDisk.digest === step.after) return 'after';
  return onDisk.digest === step.before ? 'before' : 'other';
}
