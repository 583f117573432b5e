import { cancelOnAbort } from '../apply/cancel-on-abort.ts';
import { throwIfInterrupted } from '../apply/interruption.ts';
import type { ProgressMeter } from '../apply/progress/start-progress.ts';
import type { RunClients } from '../apply/run-databases.ts';
import type { CopyStep } from '../plan/types.gen.ts';
import { PlanError } from '../support/errors.ts';
import { sqlProblem } from '../support/postgres/sql-problem.ts';
import { CompareError } from './compare-error.ts';
import { compareTable, type TableComparison } from './compare-table.ts';
import type { ComparisonSessions } from './comparison-sessions.ts';

/** A table that is to be compared. */
export interface ComparedStep {
  /** Of the plan's `verification`. */
  readonly id: string;
  readonly step: CopyStep;
}

export interface CompareTablesOptions {
  readonly progress: ProgressMeter;
  readonly signal: AbortSignal;
  /** Milliseconds of a clock. */
  readonly now: () => number;
  /** Hears of each table as soon as it is compared. */
  readonly tell: (compared: ComparedStep, comparison: TableComparison, durationMs: number) => void;
}

/**
 * Compares tables, as many at once as there are pairs of sessions, the largest first, so that none of them is what all wait for in the
 * end. The first failure stops the others.
 * @throws PlanError INTERRUPTED, DATABASE_QUERY
 */
export async function compareTables(
  steps: readonly ComparedStep[],
  pairs: ComparisonSessions,
  { progress, signal, now, tell }: CompareTablesOptions,
): Promise<void> {
  const waiting = steps.toSorted((a, b) => b.step.rows - a.step.rows);
  const stop = new AbortController();
  const run = async (clients: RunClients): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (stop.signal.aborted) return;
      throwIfInterrupted(signal);
      const started = now();
      const comparison = await compare(next, clients, progress);
      tell(next, comparison, Math.max(0, now() - started));
    }
  };
  const disarm = cancelOnAbort(
    stop.signal,
    pairs.flatMap(({ synapse, mas }) => [synapse, mas]),
  );
  let failure: { readonly error: unknown } | undefined;
  const work = pairs.map((clients) =>
    run(clients).catch((error: unknown) => {
      // Those that fail after it were stopped because of it.
      failure ??= { error };
      stop.abort();
    }),
  );
  await Promise.all(work).finally(disarm);
  if (failure) throw failure.error;
}

async function compare(
  { id, step }: ComparedStep,
  clients: RunClients,
  progress: ProgressMeter,
): ReturnType<typeof compareTable> {
  const running = progress.begin(id);
  try {
    return await compareTable(step, clients, running);
  } catch (error) {
    if (!(error instanceof CompareError)) throw error;
    const place = { database: error.database, ...(error.database === 'mas' ? { table: step.table } : {}) } as const;
    const message = `verifying ${step.table}`;
    throw new PlanError([sqlProblem(error.cause, error.sql, { code: 'DATABASE_QUERY', message, place })], {
      cause: error,
    });
  } finally {
    running.end();
  }
}
