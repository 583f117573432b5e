import { findIdentityProblems } from '../apply/identity-problems.ts';
import { noteDatabase } from '../apply/note-database.ts';
import type { Recorder } from '../apply/recorder.ts';
import type { RunDatabases } from '../apply/run-databases.ts';
import { type RunRequest, type RunResult, withReceipt } from '../apply/with-receipt.ts';
import type { Plan } from '../plan/types.gen.ts';
import { type Problem, planError, throwProblems } from '../support/errors.ts';
import type { TableComparison } from './compare-table.ts';
import { type ComparedStep, compareTables } from './compare-tables.ts';
import { type ComparisonSessions, withComparisonSessions } from './comparison-sessions.ts';
import { lastApplied } from './last-applied.ts';

/** What was compared, and found equal. */
export interface VerifyReport {
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly bytes: number }[];
  /** Why the plan was applied without approvals. */
  readonly unapproved?: string;
}

export interface VerifyRequest extends RunRequest {
  readonly plan: Plan;
  readonly planId: string;
  readonly databases: RunDatabases;
  /** How many tables may be compared at once, each in a session on both databases. */
  readonly jobs: number;
}

/** What was compared, and where that is noted down; nowhere where nothing could be written. */
export type Verified = VerifyReport & Omit<RunResult, 'receipt'>;

/**
 * Holds every table that the plan wrote against what its SELECT gives now, byte for byte, each side in one READ ONLY snapshot. Writes
 * to neither database; a receipt and two lines of the audit log say how it ended, so that `status` knows.
 * @throws PlanError VERIFY_FAILED with the first difference of every table; NOT_APPLIED; INTERRUPTED
 */
export async function verifyPlan(request: VerifyRequest): Promise<Verified> {
  const { planId } = request;
  let report: VerifyReport | undefined;
  const { receiptPath, ended } = await withReceipt({ command: 'verify', planId }, request, async (recorder) => {
    report = await verifyDatabases(request, recorder);
    return 'verified';
  });
  if (!report) throw new Error('verified, and nothing to say about it');
  return { ...report, ...(receiptPath !== undefined && { receiptPath }), ...(ended && { ended }) };
}

async function verifyDatabases(request: VerifyRequest, recorder: Recorder): Promise<VerifyReport> {
  const { plan, signal } = request;
  const steps = stepsToVerify(plan);
  try {
    const jobs = Math.min(request.jobs, steps.length);
    return await withComparisonSessions({ ...request, jobs, recorder }, (pairs) =>
      verifyTables(steps, pairs, request, recorder),
    );
  } catch (error) {
    throw signal.aborted ? planError('INTERRUPTED', 'Interrupted; verify changes nothing.', {}, error) : error;
  }
}

async function verifyTables(
  steps: readonly ComparedStep[],
  pairs: ComparisonSessions,
  request: VerifyRequest,
  recorder: Recorder,
): Promise<VerifyReport> {
  const { plan, planId, log, signal, clock } = request;
  const [{ synapse, mas }] = pairs;
  throwProblems([
    ...(await findIdentityProblems(synapse, 'synapse', plan)),
    ...(await findIdentityProblems(mas, 'mas', plan)),
  ]);
  await noteDatabase(synapse, 'synapse', recorder);
  await noteDatabase(mas, 'mas', recorder);
  const last = await lastApplied(mas, planId);
  recorder.continues = last.run;
  recorder.unapproved = last.unapproved ?? undefined;
  recorder.progress.expect(steps.map(({ id, step }) => ({ id, rows: step.rows })));
  const comparisons = new Map<ComparedStep, TableComparison>();
  const place = ({ id }: { readonly id: string }): number => steps.findIndex((step) => step.id === id);
  await compareTables(steps, pairs, {
    progress: recorder.progress,
    signal,
    now: () => clock().getTime(),
    tell(compared, comparison, durationMs) {
      const { id, step } = compared;
      const { sourceRows: rows, bytes, difference } = comparison;
      comparisons.set(compared, comparison);
      // In the order of the plan, whichever table was done first, also where another one fails.
      recorder.steps.push({ id, rows, bytes, durationMs });
      recorder.steps.sort((a, b) => place(a) - place(b));
      const equal = difference === undefined;
      const message = `${step.table}: ${equal ? `${rows} rows are equal` : 'different'}`;
      log.event('table-compared', { message, table: step.table, rows, bytes, equal });
      log.info(message);
    },
  });
  const results = steps.flatMap((compared) => {
    const comparison = comparisons.get(compared);
    return comparison ? [{ table: compared.step.table, ...comparison }] : [];
  });
  throwProblems(results.flatMap(problemsOf));
  return {
    tables: results.map(({ table, sourceRows: rows, bytes }) => ({ table, rows, bytes })),
    ...(last.unapproved === null ? {} : { unapproved: last.unapproved }),
  };
}

function problemsOf({
  table,
  sourceRows,
  targetRows,
  difference,
}: TableComparison & { readonly table: string }): readonly Problem[] {
  if (difference === undefined) return [];
  const counts = sourceRows === targetRows ? '' : `; ${sourceRows} rows planned, ${targetRows} found`;
  const message = `${table}: ${difference}${counts}.`;
  return [{ code: 'VERIFY_FAILED', message, place: { database: 'mas', table } }];
}

/** What the plan says is to be verified. */
function stepsToVerify({ verification, steps }: Plan): readonly ComparedStep[] {
  return verification.map((entry) => {
    const step = steps.find((candidate) => candidate.id === entry.step);
    if (step?.kind === 'copy') return { id: entry.id, step };
    throw planError('PLAN_STEP', `${entry.id} names ${entry.step}, which is no copy step of the plan.`);
  });
}
