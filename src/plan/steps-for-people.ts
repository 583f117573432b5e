import type { OperatorStep, Phase, Plan } from './types.gen.ts';

/** The steps for people of some phases, in the plan's order. */
export function stepsForPeople({ steps }: Pick<Plan, 'steps'>, phases: readonly Phase[]): readonly OperatorStep[] {
  return steps.filter((step): step is OperatorStep => step.kind === 'operator' && phases.includes(step.phase));
}

/** Those that come before `apply --phase prepare` puts its files in their places. */
export function stepsBeforePrepare({ steps }: Pick<Plan, 'steps'>): readonly OperatorStep[] {
  const end = steps.findIndex(({ kind, phase }) => phase === 'prepare' && (kind === 'file' || kind === 'secret'));
  return stepsForPeople({ steps: steps.slice(0, end < 0 ? steps.length : end) }, ['prepare']);
}

/** Those that come before `apply --phase finish` asks both services, but for commands of this program; not the clean-up after it. */
export function stepsBeforeFinish(plan: Pick<Plan, 'steps'>): readonly OperatorStep[] {
  const steps = stepsForPeople(plan, ['finish']);
  const end = steps.findIndex(({ runs }) => runs === 'finish');
  return steps.slice(0, end < 0 ? steps.length : end).filter(({ runs }) => runs === undefined);
}
