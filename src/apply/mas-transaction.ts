import { type Client, DatabaseError } from 'pg';
import type { ErrorCode } from '../support/error-catalog.ts';
import { planError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { sqlProblem } from '../support/postgres/sql-problem.ts';
import { expectedFailure } from './expected-failure.ts';
import { throwIfInterrupted } from './interruption.ts';
import type { Recorder } from './recorder.ts';

/** How a transaction ends when its work is done. */
export interface TransactionOptions {
  /** False: roll back all the same, for a rehearsal. */
  readonly commit: boolean;
  /** The code of a COMMIT that the server refuses. */
  readonly failure: ErrorCode;
  readonly recorder: Recorder;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Ends the cancelling of statements: neither COMMIT nor ROLLBACK may be hit by it. */
  readonly disarm: () => void;
}

/**
 * The one transaction of a run on MAS's database. `work` gives its id once everything is written.
 * @throws what the work throws, after ROLLBACK; COMMIT_UNKNOWN where the connection broke while it was committed
 */
export async function inMasTransaction(
  client: Client,
  options: TransactionOptions,
  work: () => Promise<string>,
): Promise<void> {
  let transactionId: string;
  try {
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE');
    transactionId = await work();
    throwIfInterrupted(options.signal);
  } catch (error) {
    options.disarm();
    await rollBack(client);
    throw expectedFailure(error, options.failure, 'inside the transaction on the database of MAS');
  }
  options.disarm();
  if (!options.commit) return await rollBack(client);
  options.recorder.isCommitting = true;
  const running = options.recorder.progress.begin('commit');
  await commit(client, options).finally(() => running.end());
  options.recorder.transactionId = transactionId;
  const message = `committed in the database of MAS as transaction ${transactionId}`;
  options.log.event('committed', { message, transactionId });
  options.log.info(message);
}

async function commit(client: Client, { failure, recorder }: TransactionOptions): Promise<void> {
  let command: string;
  try {
    // The files that follow rely on it: it must be on disk, whatever this server takes for good enough.
    await client.query(
      `SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'`,
    );
    ({ command } = await client.query('COMMIT'));
  } catch (error) {
    const place = { database: 'mas' } as const;
    // Class 57P and FATAL: the server went away before it could say what became of it.
    if (error instanceof DatabaseError && error.severity !== 'FATAL' && !error.code?.startsWith('57P')) {
      recorder.isCommitting = false;
      await rollBack(client);
      const problem = sqlProblem(error, 'COMMIT', { code: failure, message: 'COMMIT', place });
      throw planError(problem.code, problem.message, problem, error);
    }
    const problem = sqlProblem(error, 'COMMIT', { code: 'COMMIT_UNKNOWN', message: 'COMMIT', place });
    throw planError(problem.code, problem.message, problem, error);
  }
  if (command !== 'COMMIT') throw new Error(`COMMIT gave ${command}: a failed statement was overlooked`);
}

/** A cancel request that was on its way may hit it; a connection that does not get there is closed, which rolls back too. */
async function rollBack(client: Client): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    try {
      await client.query('ROLLBACK');
      return;
    } catch (error) {
      if (!(error instanceof DatabaseError)) break;
    }
  }
  client.connection.stream.destroy();
}
