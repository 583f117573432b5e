import { type CopiedRow, endOfHeader, endOfRow, fieldsOf, isTrailer } from './copied-row.ts';

/** Two rows at the same place; undefined where that side has no more. */
export interface DifferingRows {
  readonly source: CopiedRow | undefined;
  readonly target: CopiedRow | undefined;
}

/** What is equal before the first difference. */
export interface EqualRows {
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Reads two binary COPYs in chunks, side by side, up to the first row in which they differ; `differing` is absent when they are equal.
 * Holds what came of the current row, and a chunk of each side.
 * @param tell hears of rows that are equal, as they come
 */
export async function firstDifference(
  source: AsyncIterator<Buffer>,
  target: AsyncIterator<Buffer>,
  tell: (more: EqualRows) => void = () => {},
): Promise<EqualRows & { readonly differing?: DifferingRows }> {
  let [a, b] = await Promise.all([withoutHeader(source), withoutHeader(target)]);
  const equal = { rows: 0, bytes: 0 };
  const pass = (more: EqualRows): void => {
    equal.rows += more.rows;
    equal.bytes += more.bytes;
    a = a.subarray(more.bytes);
    b = b.subarray(more.bytes);
    tell(more);
  };
  for (;;) {
    const common = Math.min(a.length, b.length);
    const isEqual = a.compare(b, 0, common, 0, common) === 0;
    pass(isEqual ? wholeRows(a, common) : equalRows(a, b));
    if (!isEqual) break;
    const [more, otherMore] = await Promise.all([
      a.length <= b.length ? next(source) : undefined,
      b.length <= a.length ? next(target) : undefined,
    ]);
    if (more) a = Buffer.concat([a, more]);
    if (otherMore) b = Buffer.concat([b, otherMore]);
    if (more === null && otherMore === null) return equal;
    // One has ended where the other goes on.
    if ((more === null && a.length < b.length) || (otherMore === null && b.length < a.length)) break;
  }
  const [left, right] = await Promise.all([readRow(a, source), readRow(b, target)]);
  return { ...equal, differing: { source: left, target: right } };
}

async function withoutHeader(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let bytes: Buffer = Buffer.alloc(0);
  for (;;) {
    const end = endOfHeader(bytes);
    if (end !== undefined) return bytes.subarray(end);
    const more = await next(chunks);
    if (more === null) throw new Error('a binary COPY ended within its header');
    bytes = Buffer.concat([bytes, more]);
  }
}

async function next(chunks: AsyncIterator<Buffer>): Promise<Buffer | null> {
  const { done, value } = await chunks.next();
  return done ? null : value;
}

/** The rows that are whole before `limit`. */
function wholeRows(bytes: Buffer, limit: number): EqualRows {
  let rows = 0;
  let at = 0;
  for (;;) {
    const end = endOfRow(bytes, at, limit);
    if (end === undefined) return { rows, bytes: at };
    at = end;
    rows += 1;
  }
}

/** The rows with which both begin. */
function equalRows(a: Buffer, b: Buffer): EqualRows {
  let rows = 0;
  let at = 0;
  for (;;) {
    const end = endOfRow(a, at, a.length);
    if (end === undefined || end > b.length || a.compare(b, at, end, at, end) !== 0) return { rows, bytes: at };
    at = end;
    rows += 1;
  }
}

async function readRow(start: Buffer, chunks: AsyncIterator<Buffer>): Promise<CopiedRow | undefined> {
  let bytes = start;
  for (;;) {
    const end = endOfRow(bytes, 0, bytes.length);
    if (end !== undefined) return fieldsOf(bytes.subarray(0, end));
    if (isTrailer(bytes)) return undefined;
    const more = await next(chunks);
    if (more === null) throw new Error('a binary COPY ended within a row');
    bytes = Buffer.concat([bytes, more]);
  }
}
