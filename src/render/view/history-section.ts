import { formatAmount } from '../format-amount.ts';
import { formatDuration } from '../format-duration.ts';
import type { Section } from './blocks.ts';
import { type PastRun, secondsOf } from './past-run.ts';

/** What was done with the plan so far, as the receipts beside it say; no section where there is none. */
export function historySections(runs: readonly PastRun[]): readonly Section[] {
  const last = runs.at(-1);
  if (!last) return [];
  return [
    {
      id: 'history',
      title: 'What was done with it so far',
      short: `${formatAmount(runs.length, 'run')}, as receipts beside the plan say; the last one: ${last.outcome}, ${last.endedAt}. Nobody signed these receipts; syn2mas-plan status asks the database.`,
      blocks: [
        {
          kind: 'table',
          head: ['Started', 'Command', 'Outcome', 'Took', 'By', 'By what right'],
          rows: runs.map((run) => [
            run.startedAt,
            run.command,
            run.code === undefined ? run.outcome : `${run.outcome} (${run.code})`,
            durationOf(run),
            run.by,
            rightOf(run),
          ]),
          numbers: [],
        },
      ],
      parts: [],
    },
  ];
}

function durationOf(run: PastRun): string {
  const seconds = secondsOf(run);
  return seconds === undefined ? '' : formatDuration(seconds);
}

function rightOf({ approvedBy, unapproved }: PastRun): string {
  if (unapproved !== undefined) return `unapproved: ${unapproved}`;
  return approvedBy.length === 0 ? 'the id of the plan' : `approved by ${approvedBy.join(', ')}`;
}
