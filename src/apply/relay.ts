import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { CopyStep, DatabaseName } from '../plan/types.gen.ts';
import { quoteIdentifier } from '../support/sql-text.ts';
import type { RunningWork } from './progress/start-progress.ts';
import type { Reading } from './start-reading.ts';

/** What went through. */
export interface Relayed {
  readonly rows: number;
  readonly bytes: number;
  /** Of the bytes. */
  readonly rowsDigest: string;
}

/** A copy that failed: on which side, and with which SQL. `cause` is what that side said. */
export class RelayError extends Error {
  readonly database: DatabaseName;
  readonly sql: string;

  constructor(database: DatabaseName, sql: string, cause: unknown) {
    super(`the copy failed in the database of ${database}`, { cause });
    this.name = 'RelayError';
    this.database = database;
    this.sql = sql;
  }
}

export interface RelayOptions {
  /** Only for a table that was emptied in this transaction: its rows need no second look by VACUUM. */
  readonly freeze: boolean;
  readonly signal: AbortSignal;
  /** Told of the bytes as they go. */
  readonly running?: Pick<RunningWork, 'addBytes'>;
}

/**
 * Sends what the SELECT of a step gives on Synapse's database into its table of MAS, as PostgreSQL's binary COPY. Bytes pass as they
 * come and wait for the slower side; no row is ever held.
 * After a failure the source session may only be closed. The target session is still good for ROLLBACK.
 * @param reading what comes from Synapse's database
 * @throws RelayError
 */
export async function relay(
  { table, columns }: Pick<CopyStep, 'table' | 'columns'>,
  reading: Reading,
  mas: ClientBase,
  { freeze, signal, running }: RelayOptions,
): Promise<Relayed> {
  const inSql = `COPY ${quoteIdentifier(table)} (${columns.map(quoteIdentifier).join(', ')}) FROM STDIN (FORMAT binary${freeze ? ', FREEZE' : ''})`;
  // The first to fail is the cause; the other one then fails because of it.
  let failure: RelayError | undefined;
  reading.onFailure((error) => {
    failure ??= new RelayError('synapse', reading.sql, error);
  });
  if (failure) throw failure;
  const input = mas.query(copyFrom(inSql));
  input.on('error', (error) => {
    failure ??= new RelayError('mas', inSql, error);
  });
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      running?.addBytes(chunk.length);
      done(null, chunk);
    },
  });
  try {
    await pipeline(reading.stream, count, input, { signal });
  } catch (error) {
    throw failure ?? error;
  }
  if (reading.rows() !== input.rowCount)
    throw new Error(`${table}: ${reading.rows()} rows came, ${input.rowCount} went`);
  return { rows: input.rowCount, bytes: reading.counted.bytes, rowsDigest: reading.digest() };
}
