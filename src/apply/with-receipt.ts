import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '../support/error-catalog.ts';
import { PlanError, planError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { logEnd, logStart } from './log-run.ts';
import { makeReceipt } from './make-receipt.ts';
import type { Receipt } from './receipt.ts';
import { type Recorder, startRecorder } from './recorder.ts';
import { withNextCommand } from './with-next-command.ts';

/** What every run is given, whatever it does. */
export interface RunRequest {
  readonly planPath: string;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly clock: () => Date;
  /** Who runs it, for the journal and the receipt. */
  readonly by: string;
  readonly toolVersion: string;
}

/** What a run that did not fail leaves. */
export interface RunResult {
  readonly receipt: Receipt;
  /** Absent where a verification could not leave one. */
  readonly receiptPath?: string;
  /** The line of the audit log with which it ended. */
  readonly ended?: { readonly sequence: number; readonly hash: string };
}

/**
 * Does the work of one run, writes its receipt beside the plan, for a failed one too, and tells the audit log when it starts and how it
 * ends. What failed after an interruption, and before anything was committed, failed because of it. A run that has prepared and then
 * stops has prepared: that stays. A verification changes nothing, so its answer counts also where it cannot leave a trace: it warns.
 * @throws what the work throws; PlanError FILE_UNWRITABLE, before any work, where the audit log cannot be written; FILES_INCOMPLETE when
 * all is done but the receipt or the line about it cannot be written
 */
export async function withReceipt(
  what: Pick<Receipt, 'command' | 'planId'>,
  request: RunRequest,
  work: (recorder: Recorder) => Promise<Receipt['outcome']>,
): Promise<RunResult> {
  const run = randomUUID();
  const startedAt = timestamp(request.clock());
  const recorder = startRecorder({ run, started: await start({ ...what, run }, request) }, request.log, request.clock);
  const end = (outcome: Receipt['outcome'], code?: ErrorCode): Receipt => {
    const { by, toolVersion, clock } = request;
    return makeReceipt({ ...what, startedAt, endedAt: timestamp(clock()), by, toolVersion, outcome, code }, recorder);
  };

  let outcome: Receipt['outcome'];
  try {
    outcome = await work(recorder).finally(() => recorder.progress.stop());
  } catch (error) {
    const failure = withNextCommand(asInterruption(error, request.signal, recorder), what.command);
    const code = failure instanceof PlanError ? failure.problems[0]?.code : undefined;
    try {
      await write(end(outcomeOf(code, recorder), code), request);
    } catch (problem) {
      request.log.warn(`The receipt cannot be written: ${messageOf(problem)}`);
    }
    throw failure;
  }
  const receipt = end(outcome);
  try {
    return await write(receipt, request);
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    if (what.command === 'verify') {
      request.log.warn(`status will not know of this verification: ${messageOf(error)}`);
      return { receipt };
    }
    throw planError(
      'FILES_INCOMPLETE',
      `All is done, but the receipt and the line of the audit log cannot be written: ${messageOf(error)}`,
      {},
      error,
    );
  }
}

async function write(receipt: Receipt, request: RunRequest): Promise<RunResult> {
  const { written, ended } = await logEnd(request, receipt);
  return { receipt, receiptPath: written.path, ended };
}

/** Nothing is changed that leaves no trace; but the way back is open where the disk is full, and looking is always allowed. */
async function start(
  { planId, command, run }: Pick<Receipt, 'planId' | 'command' | 'run'>,
  request: RunRequest,
): Promise<Receipt['started']> {
  try {
    return await logStart(request, { planId, run, command, by: request.by, tool: request.toolVersion });
  } catch (error) {
    if (command === 'apply' || command === 'rehearse' || !(error instanceof PlanError)) throw error;
    request.log.warn(`The audit log cannot be written: ${messageOf(error)}`);
    return undefined;
  }
}

function outcomeOf(code: ErrorCode | undefined, recorder: Recorder): Receipt['outcome'] {
  if (code === 'INTERRUPTED') return 'interrupted';
  return code !== undefined && recorder.isPrepared && !recorder.isCommitting ? 'prepared' : 'failed';
}

function asInterruption(error: unknown, signal: AbortSignal, recorder: Recorder): unknown {
  if (!signal.aborted || recorder.isCommitting) return error;
  const left =
    recorder.files.length === 0
      ? 'the database and the files are as they were'
      : `the database is as it was, these files are in place: ${recorder.files.map(({ path }) => path).join(', ')}`;
  return planError('INTERRUPTED', `Interrupted; ${left}.`, {}, error);
}

function messageOf(error: unknown): string {
  return error instanceof PlanError ? error.problems.map(({ message }) => message).join('; ') : String(error);
}

/** Whole seconds in UTC. */
function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
