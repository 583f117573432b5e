import type { Authorization } from '../approve/authorization.ts';
import type { ErrorCode } from '../support/error-catalog.ts';
import { PlanError, planError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { type Receipt, writeReceipt } from './receipt.ts';
import { type Recorder, startRecorder } from './recorder.ts';

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
  readonly receiptPath: string;
}

/**
 * Does the work of one run and writes its receipt beside the plan, for a failed one too. What failed after an interruption, and
 * before anything was committed, failed because of it. A run that has prepared and then stops has prepared: that stays.
 * @throws what the work throws; PlanError FILES_INCOMPLETE when all is done but the receipt cannot be written
 */
export async function withReceipt(
  run: Pick<Receipt, 'command' | 'planId'> & Authorization,
  request: RunRequest,
  work: (recorder: Recorder) => Promise<Receipt['outcome']>,
): Promise<RunResult> {
  const { command, planId, ...authorization } = run;
  const recorder = startRecorder(request.log, request.clock);
  const startedAt = timestamp(request.clock());
  const write = async (outcome: Receipt['outcome'], code?: string): Promise<RunResult> => {
    const receipt: Receipt = {
      formatVersion: '1.0',
      command,
      planId,
      tool: { version: request.toolVersion },
      startedAt,
      endedAt: timestamp(request.clock()),
      by: request.by,
      outcome,
      ...(code === undefined ? {} : { code }),
      ...(recorder.transactionId === undefined ? {} : { transactionId: recorder.transactionId }),
      steps: recorder.steps,
      ...(recorder.accounting === undefined ? {} : { accounting: recorder.accounting }),
      files: [...recorder.files],
      ...authorization,
      ...unapprovedBy(authorization, recorder),
    };
    return { receipt, receiptPath: await writeReceipt(request.planPath, receipt) };
  };

  let outcome: Receipt['outcome'];
  try {
    outcome = await work(recorder);
  } catch (error) {
    const failure = asInterruption(error, request.signal, recorder);
    const code = failure instanceof PlanError ? failure.problems[0]?.code : undefined;
    try {
      await write(outcomeOf(code, recorder), code);
    } catch (problem) {
      request.log.warn(`The receipt cannot be written: ${messageOf(problem)}`);
    }
    throw failure;
  }
  try {
    return await write(outcome);
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    throw planError(
      'FILES_INCOMPLETE',
      `All is done, but the receipt cannot be written: ${messageOf(error)}`,
      {},
      error,
    );
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
      : `the database is as it was, these files are in place: ${recorder.files.join(', ')}`;
  return planError('INTERRUPTED', `Interrupted; ${left}.`, {}, error);
}

/** The reason of this run, and that of an earlier one which it finishes or takes back. */
function unapprovedBy({ unapproved }: Authorization, recorder: Recorder): Pick<Receipt, 'unapproved'> {
  const reasons = [recorder.unapproved, unapproved].filter((reason) => reason !== undefined);
  return reasons.length === 0 ? {} : { unapproved: [...new Set(reasons)].join('; ') };
}

function messageOf(error: unknown): string {
  return error instanceof PlanError ? error.problems.map(({ message }) => message).join('; ') : String(error);
}

/** Whole seconds in UTC. */
function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
