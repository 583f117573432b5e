import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { PlanError, type Problem } from '../../support/errors.ts';
import { sqlProblem } from '../../support/postgres/sql-problem.ts';
import { quoteIdentifier } from '../../support/sql-text.ts';
import type { SqliteReader, SqliteRow } from '../../support/sqlite/read-sqlite.ts';
import { encodeValue, OddValue } from './encode-value.ts';
import type { SqliteTable } from './read-schema.ts';

/**
 * Sends the rows of a table out of SQLite into the table of that name of the session, in chunks that wait for the server.
 * @throws PlanError SQLITE_DAMAGED, DATABASE_QUERY
 * @returns a problem for each kind of value that PostgreSQL cannot hold, with how many and where: then not all rows were sent
 */
export async function loadTable(client: Client, reader: SqliteReader, table: SqliteTable): Promise<readonly Problem[]> {
  const odd = new Map<string, { rows: number; readonly rowids: string[] }>();
  const note = (column: string, what: string, rowid: string): void => {
    const key = `${table.name}.${column} holds ${what}`;
    const found = odd.get(key) ?? { rows: 0, rowids: [] };
    found.rows += 1;
    if (found.rowids.length < 5) found.rowids.push(rowid);
    odd.set(key, found);
  };
  const columns = table.columns.map(({ name }) => quoteIdentifier(name)).join(', ');
  const sql = `COPY ${quoteIdentifier(table.name)} (${columns}) FROM STDIN (FORMAT binary)`;
  try {
    await pipeline(Readable.from(chunksOf(table, reader, note), { objectMode: false }), client.query(copyFrom(sql)));
  } catch (error) {
    if (error instanceof PlanError) throw error;
    const message = `loading ${table.name} of Synapse into a temporary table, on the server of MAS`;
    throw new PlanError([sqlProblem(error, sql, { code: 'DATABASE_QUERY', message, place: { database: 'mas' } })], {
      cause: error,
    });
  }
  return [...odd].map(([message, { rows, rowids }]) => ({
    code: 'SQLITE_VALUE',
    message: `${message}: ${rows} ${rows === 1 ? 'row' : 'rows'}, rowid ${rowids.join(', ')}${rows > rowids.length ? ', …' : ''}`,
    place: { database: 'synapse', table: table.name },
  }));
}

const chunkSize = 64 * 1024;

/** https://www.postgresql.org/docs/current/sql-copy.html, Binary Format */
const header = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const trailer = Buffer.from([0xff, 0xff]);

function* chunksOf(
  { name, columns }: SqliteTable,
  reader: SqliteReader,
  note: (column: string, what: string, rowid: string) => void,
): Generator<Buffer> {
  const values = columns.map((column) => `${asItIs(quoteIdentifier(column.name))} AS ${quoteIdentifier(column.name)}`);
  const rows = reader.rows(
    `SELECT rowid AS "the rowid", ${values.join(', ')} FROM ${quoteIdentifier(name)} ORDER BY rowid`,
  );
  let parts: Uint8Array[] = [header];
  let size = header.length;
  for (const row of rows) {
    const fields = encodeRow(row, columns, note);
    if (!fields) continue;
    parts.push(...fields);
    for (const field of fields) size += field.length;
    if (size < chunkSize) continue;
    yield Buffer.concat(parts);
    parts = [];
    size = 0;
  }
  yield Buffer.concat([...parts, trailer]);
}

/** Text by its bytes: the library would end it at a NUL and mend what is not UTF-8. */
function asItIs(column: string): string {
  return `CASE typeof(${column}) WHEN 'text' THEN CAST(${column} AS BLOB) WHEN 'blob' THEN 'blob' ELSE ${column} END`;
}

/** A row in the binary format; undefined where a value cannot be sent. */
function encodeRow(
  row: SqliteRow,
  columns: SqliteTable['columns'],
  note: (column: string, what: string, rowid: string) => void,
): readonly Uint8Array[] | undefined {
  const count = Buffer.alloc(2);
  count.writeInt16BE(columns.length);
  const parts: Uint8Array[] = [count];
  let isOdd = false;
  for (const { name, type, notNull } of columns) {
    const length = Buffer.alloc(4);
    try {
      const bytes = encodeValue(row[name] ?? null, type);
      if (!bytes && notNull) throw new OddValue('NULL, which its own definition forbids');
      length.writeInt32BE(bytes?.length ?? -1);
      parts.push(length);
      if (bytes) parts.push(bytes);
    } catch (error) {
      if (!(error instanceof OddValue)) throw error;
      note(name, error.message, String(row['the rowid']));
      isOdd = true;
    }
  }
  return isOdd ? undefined : parts;
}
