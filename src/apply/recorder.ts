import type { Log } from '../support/log.ts';
import type { Receipt } from './receipt.ts';

/** What a run notes down as it goes, so that also the receipt of a failed one says how far it got. */
export interface Recorder {
  readonly steps: Receipt['steps'][number][];
  accounting: NonNullable<Receipt['accounting']> | undefined;
  /** From COMMIT on an interruption changes nothing any more. */
  isCommitting: boolean;
  /** Set once the database is committed. */
  transactionId: string | undefined;
  /** Files that this run wrote. */
  files: readonly string[];
  /** This run put files of the phase `prepare` in place, all that there are. */
  isPrepared: boolean;
  /** Why an earlier run applied this plan without approvals: every later receipt says it. */
  unapproved: string | undefined;
  /** Runs one step, measures it and tells the log. */
  step<T extends StepResult>(id: string, title: string, work: () => Promise<T>): Promise<T>;
}

interface StepResult {
  readonly rows?: number;
  readonly bytes?: number;
}

/** A recorder with nothing in it. */
export function startRecorder(log: Log, clock: () => Date): Recorder {
  const steps: Receipt['steps'][number][] = [];
  return {
    steps,
    accounting: undefined,
    isCommitting: false,
    transactionId: undefined,
    files: [],
    isPrepared: false,
    unapproved: undefined,
    async step(id, title, work) {
      log.event('step-started', { message: `${id} begins`, step: id });
      const started = clock().getTime();
      const { rows, bytes, ...rest } = await work();
      const durationMs = Math.max(0, clock().getTime() - started);
      const counts = { ...(rows === undefined ? {} : { rows }), ...(bytes === undefined ? {} : { bytes }) };
      steps.push({ id, ...counts, durationMs });
      const shown = rows === undefined ? '' : `, ${rows} rows`;
      const message = `${id}: ${title}${shown}, ${(durationMs / 1000).toFixed(1)} s`;
      log.event('step-ended', { message, step: id, ...counts, durationMs });
      log.info(message);
      return { ...rest, ...counts } as Awaited<ReturnType<typeof work>>;
    },
  };
}
