import type { Plan, Step } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import { formatDuration } from '../format-duration.ts';
import type { Answer } from './blocks.ts';
import { type EstimatedPart, estimateOutage } from './estimate-outage.ts';
import { measuredRates } from './measured-rates.ts';
import { type PastRun, secondsOf } from './past-run.ts';

/** How long Synapse stands still: measured where a rehearsal was, else from what it was computed; and what comes on top. */
export function outageAnswer(plan: Plan, runs: readonly PastRun[] = []): Answer {
  const parts = estimateOutage(plan, measuredRates);
  const seconds = parts.reduce((sum, part) => sum + part.seconds, 0);
  const { origin, slower } = measuredRates;
  return {
    short: `${measured(runs) ?? `apply takes about ${formatDuration(Math.max(1, seconds))}, up to ${formatDuration(Math.max(1, seconds) * slower)} on slower servers or over a network; estimated, not measured.`} On top comes what people do.`,
    blocks: [
      {
        kind: 'table',
        head: ['Of apply', 'Rows', 'Estimate'],
        rows: [...parts.map(toRow), ['all together', '', formatDuration(seconds)]],
        numbers: [1, 2],
      },
      {
        kind: 'text',
        text: `Estimated from the rows of this plan and the speed that was ${origin}. Your servers were not measured: apply --rehearse does that, and changes nothing.`,
      },
      ...peopleBlocks(plan.steps),
    ],
    parts: [],
  };
}

/** By the last run that went all the way, if there was one. */
function measured(runs: readonly PastRun[]): string | undefined {
  const run = runs.filter(({ outcome }) => outcome === 'rehearsed' || outcome === 'applied').at(-1);
  const seconds = run && secondsOf(run);
  if (!run || seconds === undefined) return undefined;
  const what = run.outcome === 'rehearsed' ? 'A rehearsal' : 'apply';
  return `${what} took ${formatDuration(seconds)} (${run.startedAt}, by its receipt beside the plan).`;
}

function toRow({ what, rows, seconds }: EstimatedPart): readonly string[] {
  return [what, formatCount(rows), formatDuration(seconds)];
}

function peopleBlocks(steps: readonly Step[]): Answer['blocks'] {
  const byPeople = steps.filter(({ kind, phase }) => kind === 'operator' && phase !== 'prepare');
  if (byPeople.length === 0) return [];
  return [
    { kind: 'text', text: 'On top comes what people do while users wait, or soon after:' },
    { kind: 'list', items: byPeople.map(({ phase, id, title }) => `${phase}, ${id}: ${title}`) },
  ];
}
