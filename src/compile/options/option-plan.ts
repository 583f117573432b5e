import type { FileStep } from '../../plan/types.gen.ts';
import type { Delegation } from '../compile-delegation.ts';

/** What the patches of both configurations do, as far as the list of options has to tell it. */
export interface OptionPlan {
  readonly delegation: Delegation;
  /** The steps that patch MAS's files. */
  readonly masSteps: readonly FileStep[];
}

/** Says whether the plan changes an option of MAS; a sentence for the reviewer. */
export function describeTarget(option: string, { masSteps }: OptionPlan): string {
  const keys = masSteps.flatMap(({ changes = [] }) => changes.map(({ key }) => key));
  const isChanged = keys.some((key) => key === option || key.startsWith(`${option}.`) || key.startsWith(`${option}[`));
  return isChanged ? `The plan changes ${option} of MAS.` : `${option} of MAS stays as it is.`;
}
