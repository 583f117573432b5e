import type { Authorization } from '../approve/authorization.ts';
import { stepsBeforeFinish, stepsForPeople } from '../plan/steps-for-people.ts';
import type { Phase, Plan } from '../plan/types.gen.ts';
import type { Receipt } from './receipt.ts';

/**
 * The steps for people up to this phase that nothing can check, and who answers for them: who approved the plan, else who gave its id.
 * Absent where there is none.
 */
export function answeredFor(
  plan: Pick<Plan, 'steps'>,
  phase: Phase,
  { approvals = [] }: Authorization,
  by: string,
): Receipt['answeredFor'] {
  const steps = [
    ...stepsForPeople(plan, phase === 'prepare' ? ['prepare'] : ['prepare', 'cutover']),
    ...(phase === 'finish' ? stepsBeforeFinish(plan) : []),
  ].filter(({ guard }) => guard === undefined);
  if (steps.length === 0) return undefined;
  return {
    by: approvals.length > 0 ? approvals.map(({ identity }) => identity) : [by],
    steps: steps.map(({ id }) => id),
  };
}
