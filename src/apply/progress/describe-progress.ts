import type { Progress } from '../../support/progress.ts';

/** Work that a run has before it. */
export interface ExpectedWork {
  readonly id: string;
  readonly rows?: number;
  /** How long it took elsewhere, or is thought to take. */
  readonly seconds?: number;
}

/** Work under way, as it was counted. Times are those of one clock that never goes back, in milliseconds. */
export interface CountedWork {
  readonly id: string;
  readonly startedAt: number;
  readonly rows?: number | undefined;
  readonly bytes?: number | undefined;
  readonly activity?: string | undefined;
  /** The counts of the last seconds, oldest first. */
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly at: number;
  readonly rows?: number | undefined;
  readonly bytes?: number | undefined;
}

/** The run that it belongs to. */
export interface CountedRun {
  readonly startedAt: number;
  readonly expected: readonly ExpectedWork[];
  /** What is done of what was expected: how long each took. */
  readonly done: ReadonlyMap<string, number>;
}

/**
 * What can be said of work under way: its rate is that of the last seconds, what it will take still follows from the rows that it has
 * moved since it began, else from the estimate. Estimates of other servers are held against what is done already.
 */
export function describeProgress(work: CountedWork, run: CountedRun, now: number): Progress {
  const { expected, done } = run;
  const index = expected.findIndex(({ id }) => id === work.id);
  const elapsedMs = Math.max(0, now - work.startedAt);
  const plannedRows = expected[index]?.rows;
  const pace = paceOf(expected, done);
  const remainingMs = remaining(work, expected[index], { elapsedMs, pace });
  const later = expected.slice(index + 1).map(({ seconds }) => seconds);
  const isKnown = index >= 0 && remainingMs !== undefined && later.every((seconds) => seconds !== undefined);
  const total = later.reduce<number>((sum, seconds = 0) => sum + seconds * 1000 * pace, remainingMs ?? 0);
  return {
    step: work.id,
    ...(index < 0 ? {} : { position: { number: index + 1, of: expected.length } }),
    elapsedMs: Math.round(elapsedMs),
    ...(work.rows === undefined ? {} : { rows: work.rows }),
    ...(plannedRows === undefined ? {} : { plannedRows }),
    ...(work.bytes === undefined ? {} : { bytes: work.bytes }),
    ...ratesOf(work.samples),
    ...(remainingMs === undefined ? {} : { remainingMs: Math.round(remainingMs) }),
    totalElapsedMs: Math.round(Math.max(0, now - run.startedAt)),
    ...(isKnown ? { totalRemainingMs: Math.round(total) } : {}),
    ...(work.activity === undefined ? {} : { activity: work.activity }),
  };
}

/** How many times as long as estimated the finished work took; 1 as long as that is less than a second. */
function paceOf(expected: readonly ExpectedWork[], done: ReadonlyMap<string, number>): number {
  let estimated = 0;
  let taken = 0;
  for (const { id, seconds } of expected) {
    const took = done.get(id);
    if (took === undefined || seconds === undefined) continue;
    estimated += seconds * 1000;
    taken += took;
  }
  return estimated < 1000 ? 1 : taken / estimated;
}

/** Undefined where nothing tells: an estimate that is used up tells nothing any more. */
function remaining(
  { rows = 0 }: CountedWork,
  expected: ExpectedWork | undefined,
  { elapsedMs, pace }: { readonly elapsedMs: number; readonly pace: number },
): number | undefined {
  if (expected?.rows !== undefined && rows > 0) return (Math.max(0, expected.rows - rows) * elapsedMs) / rows;
  if (expected?.seconds === undefined) return undefined;
  const left = expected.seconds * 1000 * pace - elapsedMs;
  return left > 0 ? left : undefined;
}

function ratesOf(samples: readonly Sample[]): Pick<Progress, 'rowsPerSecond' | 'bytesPerSecond'> {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at - first.at < 1000) return {};
  const perSecond = (from: number | undefined, to: number | undefined): number | undefined =>
    to === undefined ? undefined : Math.round(((to - (from ?? 0)) * 1000) / (last.at - first.at));
  const rowsPerSecond = perSecond(first.rows, last.rows);
  const bytesPerSecond = perSecond(first.bytes, last.bytes);
  return {
    ...(rowsPerSecond === undefined ? {} : { rowsPerSecond }),
    ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
  };
}
