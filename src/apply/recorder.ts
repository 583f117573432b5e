import type { Authorization } from '../approve/authorization.ts';
import type { DatabaseName } from '../plan/types.gen.ts';
import type { Log } from '../support/log.ts';
import { type ProgressMeter, type RunningWork, startProgress } from './progress/start-progress.ts';
import type { Receipt, ReceiptDatabase } from './receipt.ts';

/** What a run notes down as it goes, so that also the receipt of a failed one says how far it got. */
export interface Recorder {
  readonly run: string;
  /** The line of the audit log with which the run started. */
  readonly started: Receipt['started'];
  readonly databases: Partial<Record<DatabaseName, ReceiptDatabase>>;
  readonly steps: Receipt['steps'][number][];
  accounting: NonNullable<Receipt['accounting']> | undefined;
  /** From COMMIT on an interruption changes nothing any more. */
  isCommitting: boolean;
  /** Set once the database is committed. */
  transactionId: string | undefined;
  /** The hash of the journal's entry, which counts once the database is committed. */
  journal: string | undefined;
  /** The run that had committed what this one found done. */
  continues: string | undefined;
  /** Files that this run wrote. */
  files: Receipt['files'];
  /** This run put files of the phase `prepare` in place, all that there are. */
  isPrepared: boolean;
  /** The phase that could not begin. */
  stoppedBefore: Receipt['stoppedBefore'];
  /** What the services that run answered. */
  probes: Receipt['probes'];
  /** Steps for people that nobody can check. */
  answeredFor: Receipt['answeredFor'];
  /** By what right the plan runs, once that is known. */
  authorization: Authorization;
  /** Why an earlier run applied this plan without approvals: every later receipt says it. */
  unapproved: string | undefined;
  /** How often that happened which the way back loses, once it was counted. */
  losses: Receipt['losses'];
  /** What stood in the tables of MAS that were emptied beyond the point of no return. */
  discarded: Receipt['discarded'];
  /** What is told while the run goes on. */
  readonly progress: ProgressMeter;
  /** Runs one step, measures it and tells the log. What it counts as it goes is shown meanwhile. */
  step<T extends StepResult>(id: string, title: string, work: (running: RunningWork) => Promise<T>): Promise<T>;
}

interface StepResult {
  readonly rows?: number;
  readonly bytes?: number;
  readonly sqlDigest?: string;
  readonly rowsDigest?: string;
}

/** A recorder with nothing in it. */
export function startRecorder(
  { run, started }: Pick<Recorder, 'run' | 'started'>,
  log: Log,
  clock: () => Date,
): Recorder {
  const steps: Receipt['steps'][number][] = [];
  const progress = startProgress(log);
  return {
    run,
    started,
    databases: {},
    steps,
    accounting: undefined,
    isCommitting: false,
    transactionId: undefined,
    journal: undefined,
    continues: undefined,
    files: [],
    isPrepared: false,
    stoppedBefore: undefined,
    probes: undefined,
    answeredFor: undefined,
    authorization: {},
    unapproved: undefined,
    losses: undefined,
    discarded: undefined,
    progress,
    async step(id, title, work) {
      log.event('step-started', { message: `${id} begins`, step: id });
      const started = clock().getTime();
      const running = progress.begin(id);
      const result = await work(running).finally(() => running.end());
      const { rows, bytes, sqlDigest, rowsDigest } = result;
      const durationMs = Math.max(0, clock().getTime() - started);
      const counts = { ...(rows === undefined ? {} : { rows }), ...(bytes === undefined ? {} : { bytes }) };
      const digests = { ...(sqlDigest && { sqlDigest }), ...(rowsDigest && { rowsDigest }) };
      steps.push({ id, ...counts, durationMs, ...digests });
      const shown = rows === undefined ? '' : `, ${rows} rows`;
      const message = `${id}: ${title}${shown}, ${(durationMs / 1000).toFixed(1)} s`;
      log.event('step-ended', { message, step: id, ...counts, durationMs });
      log.info(message);
      return result;
    },
  };
}
