import type { CopyStep } from '../plan/types.gen.ts';
import type { SourceSessions } from './source-sessions.ts';
import { type Reading, startReading } from './start-reading.ts';

/** Something else that a session does once there is no copy left to read. It never rejects. */
export type SourceJob = (client: SourceSessions[number]) => Promise<void>;

/** Copies that are read before MAS takes them. */
export interface ReadAhead {
  /** The rows of one of the steps, as soon as a session reads them. To be asked for in the order of the steps. */
  take(step: CopyStep): Promise<Reading>;
  /** Stops what is being read. Its sessions may only be closed then. */
  stop(): void;
}

export interface ReadAheadOptions {
  readonly bufferBytes?: number;
  readonly jobs?: readonly SourceJob[];
  readonly signal: AbortSignal;
}

/**
 * Reads the copies in their order, each session one of them at a time, while MAS loads others or builds indexes. What nobody has taken yet
 * waits in memory, at most `bufferBytes` of all sessions together; then the server waits. A session that finds no more copies does the jobs
 * that are left.
 */
export function readAhead(
  steps: readonly CopyStep[],
  sessions: SourceSessions,
  { bufferBytes = 32 * 2 ** 20, jobs = [], signal }: ReadAheadOptions,
): ReadAhead {
  const aheadBytes = Math.floor(bufferBytes / sessions.length);
  const waiting = steps.map((step) => {
    let resolve: (reading: Reading) => void = () => undefined;
    const promise = new Promise<Reading>((done) => {
      resolve = done;
    });
    return { step, promise, resolve };
  });
  const begun: Reading[] = [];
  const left = [...jobs];
  let next = 0;
  let isStopped = false;
  const run = async (client: SourceSessions[number]): Promise<void> => {
    for (let one = waiting[next]; one !== undefined && !isStopped; one = waiting[next]) {
      next += 1;
      const reading = startReading(one.step, client, { aheadBytes, signal });
      let isFailed = false;
      begun.push(reading);
      one.resolve(reading);
      await reading.ended;
      reading.onFailure(() => {
        isFailed = true;
      });
      if (isFailed) return;
    }
    for (let job = left.shift(); job !== undefined && !isStopped; job = left.shift()) await job(client);
  };
  for (const client of sessions) void run(client);
  return {
    take(step) {
      const found = waiting.find((one) => one.step === step);
      if (!found) throw new Error(`${step.id} is not read ahead`);
      return found.promise;
    },
    stop() {
      isStopped = true;
      for (const { stream } of begun) stream.destroy();
    },
  };
}
