/** Two rows at the same place, without their line ends; undefined where that side has no more. */
export interface DifferingLines {
  readonly source: Buffer | undefined;
  readonly target: Buffer | undefined;
}

/**
 * Reads two texts in chunks, side by side, up to the first line in which they differ; `lines` is absent when they are equal.
 * `bytes` are those before it. Holds what came of the current line, and a chunk of each side.
 * @param count hears of bytes that are equal, as they come
 */
export async function firstDifference(
  source: AsyncIterator<Buffer>,
  target: AsyncIterator<Buffer>,
  count: (bytes: number) => void = () => {},
): Promise<{ readonly bytes: number; readonly lines?: DifferingLines }> {
  let bytes = 0;
  let a: Buffer = Buffer.alloc(0);
  let b: Buffer = Buffer.alloc(0);
  for (;;) {
    const [more, otherMore] = await Promise.all([
      a.length <= b.length ? next(source) : undefined,
      b.length <= a.length ? next(target) : undefined,
    ]);
    if (more) a = Buffer.concat([a, more]);
    if (otherMore) b = Buffer.concat([b, otherMore]);
    const common = Math.min(a.length, b.length);
    const ended = (a.length <= b.length && more === null) || (b.length <= a.length && otherMore === null);
    if (!a.subarray(0, common).equals(b.subarray(0, common)) || (ended && a.length !== b.length)) {
      const skipped = equalLines(a, b);
      const lines = await readLines([a.subarray(skipped), source], [b.subarray(skipped), target]);
      return { bytes: bytes + skipped, lines };
    }
    const whole = a.subarray(0, common).lastIndexOf(newline) + 1;
    bytes += whole;
    count(whole);
    a = a.subarray(whole);
    b = b.subarray(whole);
    if (ended) return { bytes };
  }
}

const newline = 0x0a;

async function next(chunks: AsyncIterator<Buffer>): Promise<Buffer | null> {
  const { done, value } = await chunks.next();
  return done ? null : value;
}

/** The length of the lines with which both begin. */
function equalLines(a: Buffer, b: Buffer): number {
  let start = 0;
  for (;;) {
    const end = a.indexOf(newline, start) + 1;
    if (end === 0 || !a.subarray(start, end).equals(b.subarray(start, end))) return start;
    start = end;
  }
}

type Rest = readonly [Buffer, AsyncIterator<Buffer>];

async function readLines(source: Rest, target: Rest): Promise<DifferingLines> {
  return { source: await readLine(source), target: await readLine(target) };
}

async function readLine([start, chunks]: Rest): Promise<Buffer | undefined> {
  let line = start;
  while (!line.includes(newline)) {
    const more = await next(chunks);
    if (more === null) return line.length === 0 ? undefined : line;
    line = Buffer.concat([line, more]);
  }
  return line.subarray(0, line.indexOf(newline));
}
