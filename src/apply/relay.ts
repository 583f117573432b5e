import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { CopyStep, DatabaseName } from '../plan/types.gen.ts';
import { quoteIdentifier } from '../support/sql-text.ts';
import type { RunningWork } from './progress/start-progress.ts';
import type { RunClients } from './run-databases.ts';

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
 * @throws RelayError
 */
export async function relay(
  step: Pick<CopyStep, 'select' | 'table' | 'columns'>,
  clients: RunClients,
  { freeze, signal, running }: RelayOptions,
): Promise<Relayed> {
  // On the line of SELECT itself, so that the line numbers of an error are those of the plan.
  const outSql = `COPY (${step.select}\n) TO STDOUT (FORMAT binary)`;
  const inSql = `COPY ${quoteIdentifier(step.table)} (${step.columns.map(quoteIdentifier).join(', ')}) FROM STDIN (FORMAT binary${freeze ? ', FREEZE' : ''})`;
  const output = clients.synapse.query(copyTo(outSql));
  const input = clients.mas.query(copyFrom(inSql));
  // The first to fail is the cause; the other one then fails because of it.
  let failure: RelayError | undefined;
  output.on('error', (error) => {
    failure ??= new RelayError('synapse', outSql, error);
  });
  input.on('error', (error) => {
    failure ??= new RelayError('mas', inSql, error);
  });
  let bytes = 0;
  const hash = createHash('sha256');
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      running?.addBytes(chunk.length);
      done(null, chunk);
    },
  });
  try {
    await pipeline(output, count, input, { signal });
  } catch (error) {
    throw failure ?? error;
  }
  if (output.rowCount !== input.rowCount)
    throw new Error(`${step.table}: ${output.rowCount} rows came, ${input.rowCount} went`);
  return { rows: input.rowCount, bytes, rowsDigest: `sha256:${hash.digest('hex')}` };
}
