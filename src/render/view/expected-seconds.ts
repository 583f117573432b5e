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
  // Rows in tables whose keys and indexes still have to be built; foreign keys and statistics take little beside these.
  let bare = 0;
  return new Map<string, number>([
    ['checks', checks?.seconds ?? 0],
    ...plan.steps.flatMap((step): readonly [string, number][] => {
      if (step.kind === 'copy') {
        bare += step.rows;
        return [[step.id, parts[copies.indexOf(step)]?.seconds ?? 0]];
      }
      if (step.kind !== 'sql') return [];
      const rows = step.purpose === 'restore' ? bare : 0;
      bare -= rows;
      return [[step.id, rows / measuredRates.restore]];
    }),
  ]);
}
