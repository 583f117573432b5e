import type { Plan } from '../../plan/types.gen.ts';
import { estimateOutage } from './estimate-outage.ts';
import { measuredRates } from './measured-rates.ts';

/**
 * Seconds that each step of the cutover is thought to take, and `checks` for what comes before: by the plan's rehearsal, else by the
 * rates of other servers.
 */
export function expectedSeconds(plan: Plan): ReadonlyMap<string, number> {
  const { estimate } = plan.summary;
  if (estimate) return new Map(estimate.parts.map(({ step, durationMs }) => [step, durationMs / 1000]));
  const [checks, ...parts] = estimateOutage(plan, measuredRates);
  const copies = plan.steps.filter((step) => step.kind === 'copy');
  const restore = parts.at(-1)?.seconds ?? 0;
  return new Map<string, number>([
    ['checks', checks?.seconds ?? 0],
    ...plan.steps.flatMap((step): readonly [string, number][] => {
      if (step.kind !== 'sql') return [];
      // What it stands for, constraints, indexes and statistics, is nearly all of it building.
      return [[step.id, step.purpose === 'restore' ? restore : 0]];
    }),
    ...copies.map((copy, index): [string, number] => [copy.id, parts[index]?.seconds ?? 0]),
  ]);
}
