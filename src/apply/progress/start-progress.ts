import type { DatabaseName } from '../../plan/types.gen.ts';
import type { Log } from '../../support/log.ts';
import { type CountedWork, describeProgress, type ExpectedWork, type Sample } from './describe-progress.ts';

/** What a run tells of its work while it goes on. */
export interface ProgressMeter {
  /** All work of the run, in its order: from it come positions and what is left. May be told anew once more is known. */
  expect(work: readonly ExpectedWork[]): void;
  /** Work begins. Of several at once the oldest is shown. */
  begin(id: string): RunningWork;
  /** What is shown just now. */
  current(): RunningWork | undefined;
  /** Nothing is told any more. */
  stop(): void;
}

/** Work under way. What is counted after its end is dropped. */
export interface RunningWork {
  /** Bytes that came on top of those before. */
  addBytes(bytes: number): void;
  /** All rows so far, as this source says; of several the fewest count. */
  setRows(rows: number, source?: WorkSource): void;
  /** What is done just now, as this source says. */
  setActivity(activity: string | undefined, source?: WorkSource): void;
  end(): void;
}

/** Who says it: the work itself, or the server of a database. */
type WorkSource = 'work' | DatabaseName;

/**
 * Counts work and tells the log several times a second where it stands. It keeps no process alive, and a log that shows nothing costs
 * nothing.
 * @param now milliseconds of a clock that never goes back
 */
export function startProgress(
  log: Pick<Log, 'progress'>,
  now: () => number = () => performance.now(),
  everyMs = 250,
): ProgressMeter {
  const startedAt = now();
  const done = new Map<string, number>();
  const running: Running[] = [];
  let expected: readonly ExpectedWork[] = [];
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    const at = now();
    for (const { counts } of running) counts.samples = addSample(counts, at);
    const counts = running[0]?.counts;
    log.progress(counts && describeProgress(counts, { startedAt, expected, done }, at));
  };
  return {
    expect(work) {
      expected = work;
    },
    begin(id) {
      timer ??= setInterval(tell, everyMs).unref();
      const counts: Counts = { id, startedAt: now(), samples: [] };
      const rowsBySource = new Map<WorkSource, number>();
      const activities = new Map<WorkSource, string>();
      const work: RunningWork = {
        addBytes(bytes) {
          counts.bytes = (counts.bytes ?? 0) + bytes;
        },
        setRows(rows, source = 'work') {
          rowsBySource.set(source, rows);
          counts.rows = Math.min(...rowsBySource.values());
        },
        setActivity(activity, source = 'work') {
          if (activity === undefined) activities.delete(source);
          else activities.set(source, activity);
          counts.activity = [...activities.values()].join('; ') || undefined;
        },
        end() {
          const index = running.findIndex((other) => other.work === work);
          if (index < 0) return;
          running.splice(index, 1);
          done.set(id, (done.get(id) ?? 0) + now() - counts.startedAt);
          if (running.length === 0) log.progress(undefined);
        },
      };
      running.push({ work, counts });
      return work;
    },
    current: () => running[0]?.work,
    stop() {
      clearInterval(timer);
      timer = undefined;
      running.length = 0;
      log.progress(undefined);
    },
  };
}

type Counts = { -readonly [Field in keyof CountedWork]: CountedWork[Field] };

interface Running {
  readonly work: RunningWork;
  readonly counts: Counts;
}

/** Five seconds are enough for a rate that is neither nervous nor late. */
const windowMs = 5_000;

function addSample({ samples, rows, bytes }: CountedWork, at: number): readonly Sample[] {
  return [...samples.filter((sample) => at - sample.at <= windowMs), { at, rows, bytes }];
}
