import type { Client } from 'pg';
import { cancelOnAbort } from '../apply/cancel-on-abort.ts';
import { findIdentityProblems } from '../apply/identity-problems.ts';
import { throwIfInterrupted } from '../apply/interruption.ts';
import { noteDatabase } from '../apply/note-database.ts';
import type { ProgressMeter } from '../apply/progress/start-progress.ts';
import { type WatchedSession, withWatch } from '../apply/progress/with-watch.ts';
import type { Recorder } from '../apply/recorder.ts';
import { type RunClients, type RunDatabases, withRunClient } from '../apply/run-databases.ts';
import { withRunSource } from '../apply/run-source.ts';
import { setLocally } from '../apply/set-locally.ts';
import { type RunRequest, type RunResult, withReceipt } from '../apply/with-receipt.ts';
import type { CopyStep, DatabaseName, Plan } from '../plan/types.gen.ts';
import { PlanError, type Problem, planError, throwProblems } from '../support/errors.ts';
import { withReadOnlySnapshot } from '../support/postgres/read-only-transaction.ts';
import type { ResolvedConnection } from '../support/postgres/resolve-connection.ts';
import { sqlProblem } from '../support/postgres/sql-problem.ts';
import { CompareError, compareTable } from './compare-table.ts';
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
  const { plan, databases, signal } = request;
  try {
    return await withRunClient(databases.mas, (mas) =>
      withRunSource(databases, plan, async (source) => {
        const { client: synapse } = source;
        const disarm = cancelOnAbort(signal, [mas, synapse]);
        try {
          await source.load();
          return await withReadOnlySnapshot(mas, () =>
            withReadOnlySnapshot(synapse, () =>
              withWatch(watched('mas', databases.mas, mas), recorder.progress, () =>
                withWatch(watched('synapse', source.resolved, synapse), recorder.progress, () =>
                  verifyTables(plan, { mas, synapse }, request, recorder),
                ),
              ),
            ),
          );
        } finally {
          disarm();
        }
      }),
    );
  } catch (error) {
    throw signal.aborted ? planError('INTERRUPTED', 'Interrupted; verify changes nothing.', {}, error) : error;
  }
}

/** What both sides have sent is compared. */
function watched(database: DatabaseName, resolved: ResolvedConnection, client: Client): WatchedSession {
  return { database, resolved, client, countsRows: true };
}

async function verifyTables(
  plan: Plan,
  clients: RunClients,
  { planId, log, signal, clock }: VerifyRequest,
  recorder: Recorder,
): Promise<VerifyReport> {
  await setLocally(clients.synapse, plan.source.database);
  throwProblems([
    ...(await findIdentityProblems(clients.synapse, 'synapse', plan)),
    ...(await findIdentityProblems(clients.mas, 'mas', plan)),
  ]);
  await noteDatabase(clients.synapse, 'synapse', recorder);
  await noteDatabase(clients.mas, 'mas', recorder);
  const last = await lastApplied(clients.mas, planId);
  recorder.continues = last.run;
  recorder.unapproved = last.unapproved ?? undefined;
  const tables: VerifyReport['tables'][number][] = [];
  const problems: Problem[] = [];
  const steps = stepsToVerify(plan);
  recorder.progress.expect(steps.map(({ id, step }) => ({ id, rows: step.rows })));
  for (const { id, step } of steps) {
    throwIfInterrupted(signal);
    const started = clock().getTime();
    const { sourceRows, targetRows, bytes, difference } = await compare(id, step, clients, recorder.progress);
    const counts = sourceRows === targetRows ? '' : `; ${sourceRows} rows planned, ${targetRows} found`;
    if (difference !== undefined) {
      const place = { database: 'mas', table: step.table } as const;
      problems.push({ code: 'VERIFY_FAILED', message: `${step.table}: ${difference}${counts}.`, place });
    } else {
      tables.push({ table: step.table, rows: sourceRows, bytes });
    }
    const durationMs = Math.max(0, clock().getTime() - started);
    recorder.steps.push({ id, rows: sourceRows, bytes, durationMs });
    const equal = difference === undefined;
    const message = `${step.table}: ${equal ? `${sourceRows} rows are equal` : 'different'}`;
    log.event('table-compared', { message, table: step.table, rows: sourceRows, bytes, equal });
    log.info(message);
  }
  throwProblems(problems);
  return { tables, ...(last.unapproved === null ? {} : { unapproved: last.unapproved }) };
}

/** What the plan says is to be verified. */
function stepsToVerify({ verification, steps }: Plan): readonly { readonly id: string; readonly step: CopyStep }[] {
  return verification.map((entry) => {
    const step = steps.find((candidate) => candidate.id === entry.step);
    if (step?.kind === 'copy') return { id: entry.id, step };
    throw planError('PLAN_STEP', `${entry.id} names ${entry.step}, which is no copy step of the plan.`);
  });
}

async function compare(
  id: string,
  step: CopyStep,
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
