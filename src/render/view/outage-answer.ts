import type { Estimate, Plan, Step } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import { formatDuration } from '../format-duration.ts';
import type { Answer, Block } from './blocks.ts';
import { type EstimatedPart, estimateOutage } from './estimate-outage.ts';
import { measuredRates } from './measured-rates.ts';
import { type PastRun, secondsOf } from './past-run.ts';

/** How long Synapse stands still: measured where a rehearsal was, else from what it was computed; and what comes on top. */
export function outageAnswer(plan: Plan, runs: readonly PastRun[] = []): Answer {
  const { estimate } = plan.summary;
  const { short, blocks } = estimate ? byRehearsal(estimate) : byRates(plan);
  return {
    short: `${measured(runs) ?? short} On top comes what people do.`,
    blocks: [...blocks, ...peopleBlocks(plan.steps)],
    parts: [],
  };
}

interface Estimated {
  readonly short: string;
  readonly blocks: readonly Block[];
}

function byRates(plan: Plan): Estimated {
  const parts = estimateOutage(plan, measuredRates);
  const seconds = parts.reduce((sum, part) => sum + part.seconds, 0);
  const { origin, slower } = measuredRates;
  return {
    short: `apply takes about ${formatDuration(Math.max(1, seconds))}, up to ${formatDuration(Math.max(1, seconds) * slower)} on slower servers or over a network; estimated, not measured.`,
    blocks: [
      table(parts, seconds),
      {
        kind: 'text',
        text: `Estimated from the rows of this plan and the speed that was ${origin}. Your servers were not measured: apply --rehearse does that, and changes nothing.`,
      },
    ],
  };
}

/** What is said of a rehearsal is what the plan says of it: who approves can hold the receipt against it. */
function byRehearsal({ durationMs, measured, parts }: Estimate): Estimated {
  const where = measured.databases.map(
    ({ database, name, serverVersion, copy }) =>
      `${copy ? 'a copy of ' : ''}the database of ${database === 'synapse' ? 'Synapse' : 'MAS'} (${name}, PostgreSQL ${Math.floor(serverVersion / 10_000)})`,
  );
  const rows = parts.map(({ step, rows = 0, durationMs: ms }) => ({
    what: step === 'checks' ? 'checks and the accounting' : step,
    rows,
    seconds: ms / 1000,
  }));
  return {
    short: `apply takes about ${formatDuration(Math.max(1, durationMs / 1000))}, by a rehearsal of ${measured.at}.`,
    blocks: [
      table(rows, durationMs / 1000),
      {
        kind: 'text',
        text: `Measured by ${measured.by} at ${measured.at}, on ${where.join(' and ')}, for the rows of that day, and computed for those of this plan. The plan that was rehearsed is ${measured.planId}, the receipt ${measured.receipt}.`,
      },
    ],
  };
}

function table(parts: readonly EstimatedPart[], seconds: number): Block {
  const toRow = ({ what, rows, seconds: taken }: EstimatedPart): readonly string[] => [
    what,
    formatCount(rows),
    formatDuration(taken),
  ];
  return {
    kind: 'table',
    head: ['Of apply', 'Rows', 'Estimate'],
    rows: [...parts.map(toRow), ['all together', '', formatDuration(seconds)]],
    numbers: [1, 2],
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

function peopleBlocks(steps: readonly Step[]): Answer['blocks'] {
  const byPeople = steps.filter(({ kind, phase }) => kind === 'operator' && phase !== 'prepare');
  if (byPeople.length === 0) return [];
  return [
    { kind: 'text', text: 'On top comes what people do while users wait, or soon after:' },
    { kind: 'list', items: byPeople.map(({ phase, id, title }) => `${phase}, ${id}: ${title}`) },
  ];
}
