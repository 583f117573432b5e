import type { Estimate, Plan } from '../plan/types.gen.ts';

/** A rehearsal, or an apply, that went to its end: what its receipt says of it. */
export interface MeasuredRun {
  readonly measured: Estimate['measured'];
  /** All of it. */
  readonly durationMs: number;
  readonly steps: readonly { readonly id: string; readonly rows?: number; readonly durationMs: number }[];
  /** Rows of Synapse that were counted. */
  readonly sourceRows: number;
}

/**
 * How long a plan takes by what was measured, each step by as many rows as it has now. A copy that was not measured is as fast as the
 * others together were.
 */
export function estimateFromRehearsal(
  { measured, durationMs, steps: run, sourceRows }: MeasuredRun,
  { steps, accounting }: Pick<Plan, 'steps' | 'accounting'>,
): Estimate {
  const copies = steps.flatMap((step) => (step.kind === 'copy' ? [step] : []));
  const rows = sum(copies.map((copy) => copy.rows));
  const measuredCopies = run.filter((step) => step.rows !== undefined);
  const measuredRows = sum(measuredCopies.map((step) => step.rows ?? 0));
  const perRow = measuredRows === 0 ? 0 : sum(measuredCopies.map((step) => step.durationMs)) / measuredRows;
  const rest = Math.max(0, durationMs - sum(run.map((step) => step.durationMs)));
  const parts = [
    { step: 'checks', durationMs: scaled(rest, sourceRows, sum(accounting.map((entry) => entry.rows))) },
    ...steps.flatMap((step): readonly Estimate['parts'][number][] => {
      const found = run.find(({ id }) => id === step.id);
      if (step.kind === 'sql') {
        return [{ step: step.id, durationMs: found ? scaled(found.durationMs, measuredRows, rows) : 0 }];
      }
      if (step.kind !== 'copy') return [];
      const taken = found ? scaled(found.durationMs, found.rows ?? 0, step.rows) : Math.round(perRow * step.rows);
      return [{ step: step.id, rows: step.rows, durationMs: taken }];
    }),
  ];
  return { durationMs: sum(parts.map((part) => part.durationMs)), measured, parts };
}

/** What was measured for no row at all says nothing of more of them. */
function scaled(durationMs: number, measured: number, planned: number): number {
  return Math.round(measured === 0 ? durationMs : (durationMs * planned) / measured);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
