import type { Plan } from '../../plan/types.gen.ts';
import type { Receipt } from '../receipt.ts';
import { fileSteps } from './file-steps.ts';

/** What became of files that were written, for the receipt: as the plan makes them, or the way back. */
export function fileChanges(plan: Plan, paths: readonly string[], way: 'there' | 'back'): Receipt['files'] {
  const steps = new Map(fileSteps(plan).map((step) => [step.path, step]));
  return paths.map((path) => {
    const step = steps.get(path);
    if (!step) throw new Error(`${path} is no file of the plan`);
    if (step.kind === 'secret') return { path, secret: true };
    const [before, after] = way === 'there' ? [step.before, step.after] : [step.after, step.before];
    return { path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  });
}
