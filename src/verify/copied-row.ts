/** The fields of a row, as the types' send functions give them; null for NULL. */
export type CopiedRow = readonly (Buffer | null)[];

/**
 * Where the header of a binary COPY ends; undefined as long as there is less than that.
 * https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-BINARY-FORMAT
 */
export function endOfHeader(bytes: Buffer): number | undefined {
  if (bytes.length < headerLength) return undefined;
  const end = headerLength + bytes.readInt32BE(headerLength - 4);
  return end <= bytes.length ? end : undefined;
}

/** A signature of 11 bytes, flags, and the length of what may follow. */
const headerLength = 19;

/** Where the row ends that begins at `start`; undefined where it is not whole before `limit`, or the trailer stands there. */
export function endOfRow(bytes: Buffer, start: number, limit: number): number | undefined {
  if (start + 2 > limit) return undefined;
  let at = start + 2;
  const fields = bytes.readInt16BE(start);
  if (fields < 0) return undefined;
  for (let field = 0; field < fields; field += 1) {
    if (at + 4 > limit) return undefined;
    at += 4 + Math.max(0, bytes.readInt32BE(at));
  }
  return at <= limit ? at : undefined;
}

/** Whether all rows have come: the trailer stands where another one would begin. */
export function isTrailer(bytes: Buffer): boolean {
  return bytes.length >= 2 && bytes.readInt16BE(0) < 0;
}

/** The fields of the one row that these bytes are. */
export function fieldsOf(row: Buffer): CopiedRow {
  const fields: (Buffer | null)[] = [];
  for (let at = 2; at < row.length; ) {
    const length = row.readInt32BE(at);
    at += 4;
    fields.push(length < 0 ? null : row.subarray(at, at + length));
    at += Math.max(0, length);
  }
  return fields;
}
