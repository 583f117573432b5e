import type { Client } from 'pg';
import { catalogTables } from '../inspect/catalog.ts';
import { readPublicCatalog } from '../inspect/public-catalog.ts';
import type { CopyStep, Plan, SqlStep } from '../plan/types.gen.ts';
import { sha256 } from '../support/digest.ts';
import { planError, throwProblems } from '../support/errors.ts';
import { sqlProblem } from '../support/postgres/sql-problem.ts';
import { findTargetProblems } from './check-stale.ts';
import { differingLines } from './differing-lines.ts';
import { throwIfInterrupted } from './interruption.ts';
import { checksId } from './progress/expected-work.ts';
import type { RunningWork } from './progress/start-progress.ts';
import { type ReadAhead, readAhead } from './read-ahead.ts';
import type { Recorder } from './recorder.ts';
import { type Counting, findCountedProblems, prepareRecount } from './recount.ts';
import { RelayError, type Relayed, relay } from './relay.ts';
import type { RunClients } from './run-databases.ts';
import { runStatements, StatementError } from './run-statements.ts';
import type { SourceSessions } from './source-sessions.ts';
import { isLockRefused, tableLocked } from './table-holders.ts';
import { readStorage } from './table-storage.ts';

export interface RunStepsContext {
  readonly clients: RunClients;
  /** Those on Synapse's database, which read ahead. */
  readonly sessions: SourceSessions;
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
}

/**
 * Runs the steps that write MAS's database, in the order of the plan, inside a transaction that the caller ends. As soon as its
 * tables are locked, everything that the plan says of them is checked once more; at the end its catalog must be what it was.
 * @throws PlanError STALE_TARGET, TABLE_LOCKED or APPLY_FAILED; Error when rows and accounting do not agree, which is a bug
 */
export async function runSteps(plan: Plan, context: RunStepsContext): Promise<void> {
  const { clients, recorder, signal } = context;
  const steps = plan.steps.filter((step): step is SqlStep | CopyStep => step.kind === 'sql' || step.kind === 'copy');
  const isLock = (step: SqlStep | CopyStep): boolean => step.kind === 'sql' && step.purpose === 'lock';
  for (const step of steps.filter(isLock)) await runLock(step, plan, context);

  throwProblems(await findTargetProblems(clients.mas, plan));
  const before = await readPublicCatalog(clients.mas);
  const storage = await readStorage(clients.mas, tablesOf(steps));
  const copies = steps.filter((step): step is CopyStep => step.kind === 'copy');
  const counting = prepareRecount(plan);
  const ahead = readAhead(copies, context.sessions, { jobs: counting.jobs, signal });
  try {
    for (const step of steps.filter((other) => !isLock(other))) await runStep(step, context, { storage, ahead });
    await checkCounts(plan, counting, context);
  } finally {
    ahead.stop();
  }

  throwIfInterrupted(signal);
  const after = await readPublicCatalog(clients.mas);
  if (after === before) return;
  throw planError('APPLY_FAILED', 'The schema of MAS would not be what it was (- before, + after).', {
    place: { database: 'mas' },
    excerpt: differingLines(before, after),
    remedy: `The plan is wrong. Report it with these lines and the steps ${recorder.steps.map(({ id }) => id).join(', ')}.`,
  });
}

/**
 * Counted in the very snapshot that is copied, while it was: as many rows as planned, none of an outcome
 * that the plan rules out, and each that should be was copied.
 * @throws PlanError STALE_SOURCE; Error when rows and accounting do not agree, which is a bug
 */
async function checkCounts(
  plan: Plan,
  { result }: Counting,
  { recorder, sessions }: Pick<RunStepsContext, 'recorder' | 'sessions'>,
): Promise<void> {
  const running = recorder.progress.begin(checksId);
  running.setActivity("Synapse's rows are counted");
  const counted = await result.finally(() => running.end());
  recorder.accounting = [...counted.entities];
  throwProblems(await findCountedProblems(sessions, counted, plan));
  for (const step of plan.steps) {
    if (step.kind !== 'copy') continue;
    const { rows } = recorder.steps.find(({ id }) => id === step.id) ?? {};
    const expected = counted.migrated.get(step.table) ?? 0;
    if (rows !== expected) throw new Error(`${step.id}: ${rows} rows were copied, the accounting says ${expected}`);
  }
}

/** As any other step, but that somebody may be in the way. */
async function runLock(step: SqlStep | CopyStep, plan: Plan, context: RunStepsContext): Promise<void> {
  try {
    await runStep(step, context);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (!isLockRefused(cause)) throw error;
    throw await tableLocked(context.clients.mas, 'mas', catalogTables(plan.target.database.catalog), cause);
  }
}

async function runStep(
  step: SqlStep | CopyStep,
  { clients, recorder, signal }: RunStepsContext,
  loading?: Loading,
): Promise<void> {
  throwIfInterrupted(signal);
  try {
    await recorder.step(step.id, step.title, async (running) => {
      if (step.kind === 'copy') return await runCopy(step, clients.mas, { ...loading, signal, running });
      await runStatements(clients.mas, step.sql, running);
      return { sqlDigest: sha256(step.sql) };
    });
  } catch (error) {
    if (error instanceof RelayError) throw stepFailed(step, error.cause, error.sql, error.database);
    if (error instanceof StatementError) throw stepFailed(step, error.cause, error.sql, 'mas');
    throw error;
  }
}

/** What copies need. */
interface Loading {
  /** Where the tables were before anything was changed. */
  readonly storage: ReadonlyMap<string, string>;
  readonly ahead: ReadAhead;
}

interface CopyOptions extends Partial<Loading> {
  readonly signal: AbortSignal;
  readonly running: RunningWork;
}

async function runCopy(
  step: CopyStep,
  mas: Client,
  { storage, ahead, signal, running }: CopyOptions,
): Promise<Relayed & { readonly sqlDigest: string }> {
  // FREEZE is for a table whose storage is new in this transaction, as TRUNCATE makes it.
  if (!storage || !ahead) throw new Error(`${step.id} comes before the tables are locked`);
  const now = await readStorage(mas, [step.table]);
  const freeze = storage.has(step.table) && storage.get(step.table) !== now.get(step.table);
  const relayed = await relay(step, await ahead.take(step), mas, { freeze, signal, running });
  return { ...relayed, sqlDigest: sha256(step.select) };
}

function stepFailed(step: SqlStep | CopyStep, error: unknown, sql: string, database: 'synapse' | 'mas'): Error {
  const table = step.kind === 'copy' && database === 'mas' ? { table: step.table } : {};
  const problem = sqlProblem(error, sql, {
    code: 'APPLY_FAILED',
    message: `step ${step.id}`,
    place: { database, ...table },
  });
  return planError(problem.code, problem.message, problem, error);
}

function tablesOf(steps: readonly (SqlStep | CopyStep)[]): readonly string[] {
  return steps.flatMap((step) => (step.kind === 'copy' ? [step.table] : []));
}
