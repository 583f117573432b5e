import type { CopyStep } from '../plan/types.gen.ts';
import type { SourceSessions } from './source-sessions.ts';
import { type Reading, startReading } from './start-reading.ts';

/** Something else that a session does. It never rejects. */
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
 * Reads the copies while MAS loads others or builds indexes: one session those that are needed next, in their order, the others the largest
 * of those that come later, whose SELECTs work longest before they give a row. What nobody has taken yet waits in memory, at most
 * `bufferBytes` of all sessions together; then the server waits. As long as there are jobs, one session does these instead.
 */
export function readAhead(
  steps: readonly CopyStep[],
  sessions: SourceSessions,
  { bufferBytes = 32 * 2 ** 20, jobs = [], signal }: ReadAheadOptions,
): ReadAhead {
  const aheadBytes = Math.floor(bufferBytes / sessions.length);
  const copies = steps.map((step): Copy => {
    let begin: (reading: Reading) => void = () => undefined;
    const promise = new Promise<Reading>((resolve) => {
      begin = resolve;
    });
    return { step, promise, begin, state: 'unread' };
  });
  const begun: Reading[] = [];
  const left = [...jobs];
  let isStopped = false;
  const next = (): Copy | undefined => {
    const readers = copies.filter(({ state }) => state === 'reading').length;
    return left.length > 0 && readers > 0 && readers >= sessions.length - 1 ? undefined : nextCopy(copies);
  };
  const run = async (client: SourceSessions[number]): Promise<void> => {
    while (!isStopped) {
      const copy = next();
      const job = copy ? undefined : left.shift();
      if (copy && !(await read(copy, client))) return;
      if (!copy && !job) return;
      await job?.(client);
    }
  };
  /** @returns false where the session may only be closed */
  const read = async (copy: Copy, client: SourceSessions[number]): Promise<boolean> => {
    const reading = startReading(copy.step, client, { aheadBytes, signal });
    let isFailed = false;
    begun.push(reading);
    copy.state = 'reading';
    copy.begin(reading);
    await reading.ended;
    copy.state = 'ended';
    reading.onFailure(() => {
      isFailed = true;
    });
    return !isFailed;
  };
  for (const client of sessions) void run(client);
  return {
    take(step) {
      const found = copies.find((one) => one.step === step);
      if (!found) throw new Error(`${step.id} is not read ahead`);
      return found.promise;
    },
    stop() {
      isStopped = true;
      for (const { stream } of begun) stream.destroy();
    },
  };
}

interface Copy {
  readonly step: CopyStep;
  readonly promise: Promise<Reading>;
  readonly begin: (reading: Reading) => void;
  state: 'unread' | 'reading' | 'ended';
}

/**
 * The first one that nobody reads. Another one only where a copy before it is being read: MAS takes that one first, and its session is
 * free then.
 */
function nextCopy(copies: readonly Copy[]): Copy | undefined {
  const first = copies.findIndex(({ state }) => state === 'unread');
  if (first === -1) return undefined;
  if (!copies.slice(0, first).some(({ state }) => state === 'reading')) return copies[first];
  return copies
    .filter(({ state }) => state === 'unread')
    .reduce((largest, copy) => (copy.step.rows > largest.step.rows ? copy : largest));
}
