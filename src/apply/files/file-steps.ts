import type { FileStep, Plan, SecretStep, Step } from '../../plan/types.gen.ts';

/** What apply runs; the phase `finish` is for people. */
export type RunPhase = 'prepare' | 'cutover';

/** The steps that write files, in the plan's order: all, or those of one phase. */
export function fileSteps(plan: Pick<Plan, 'steps'>, phase?: RunPhase): readonly (FileStep | SecretStep)[] {
  return plan.steps.filter(
    (step): step is FileStep | SecretStep =>
      (step.kind === 'file' || step.kind === 'secret') && (phase === undefined || phaseOf(step) === phase),
  );
}

/** With which phase a file gets into its place: before the outage, or after the commit. */
export function phaseOf({ phase }: Pick<Step, 'phase'>): RunPhase {
  return phase === 'prepare' ? 'prepare' : 'cutover';
}
