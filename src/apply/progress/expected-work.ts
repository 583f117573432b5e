import type { Plan } from '../../plan/types.gen.ts';
import type { ExpectedWork } from './describe-progress.ts';

/** What a run does before its first step: every question of the plan is put to both databases once more. */
export const checksId = 'checks';

/**
 * What the cutover of a plan has before it, in order.
 * @param estimates seconds by step, and of the checks, where somebody has an idea of them
 */
export function expectedWork(
  { steps }: Pick<Plan, 'steps'>,
  estimates: ReadonlyMap<string, number> = new Map(),
): readonly ExpectedWork[] {
  const work = (id: string, rows?: number): ExpectedWork => {
    const seconds = estimates.get(id);
    return { id, ...(rows === undefined ? {} : { rows }), ...(seconds === undefined ? {} : { seconds }) };
  };
  return [
    work(checksId),
    ...steps.flatMap((step) => {
      if (step.kind === 'copy') return [work(step.id, step.rows)];
      return step.kind === 'sql' ? [work(step.id)] : [];
    }),
  ];
}
