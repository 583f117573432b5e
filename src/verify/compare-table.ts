import { type CopyToStreamQuery, to as copyTo } from 'pg-copy-streams';
import type { RunningWork } from '../apply/progress/start-progress.ts';
import type { RunClients } from '../apply/run-databases.ts';
import type { CopyStep, DatabaseName } from '../plan/types.gen.ts';
import { quoteIdentifier } from '../support/sql-text.ts';
import { comparableColumns, type ReadColumns } from './comparable-columns.ts';
import { CompareError } from './compare-error.ts';
import { describeDifference } from './describe-difference.ts';
import { firstDifference } from './first-difference.ts';

export interface TableComparison {
  readonly sourceRows: number;
  readonly targetRows: number;
  /** Of the equal rows, as binary COPY writes them. */
  readonly bytes: number;
  /** The first row that differs, for people; absent when all are equal. Never a value, only ids. */
  readonly difference?: string;
}

/**
 * Streams the rows that a step's SELECT gives on Synapse's database and those of its table in MAS, both sorted by the key, and holds
 * them against each other. Columns that the plan does not write are not looked at. Nothing but a few chunks is held.
 * @throws CompareError
 */
export async function compareTable(
  step: Pick<CopyStep, 'table' | 'columns' | 'key' | 'select'>,
  clients: RunClients,
  running?: Pick<RunningWork, 'addBytes' | 'setRows'>,
): Promise<TableComparison> {
  const columns = await comparableColumns(step, clients);
  const source = open(clients, 'synapse', copySorted(`(${step.select}\n) AS s`, columns.readOn.synapse));
  const target = open(clients, 'mas', copySorted(quoteIdentifier(step.table), columns.readOn.mas));
  const [chunks, otherChunks] = [source.stream, target.stream].map((stream) => stream[Symbol.asyncIterator]());
  if (!chunks || !otherChunks) throw new Error('two streams have two iterators');
  let equalRows = 0;
  try {
    const { bytes, differing } = await firstDifference(chunks, otherChunks, (more) => {
      equalRows += more.rows;
      running?.setRows(equalRows);
      running?.addBytes(more.bytes);
    });
    // To the end in any case: the sessions are needed again, and the server counts the rows on the way.
    await Promise.all([drain(chunks), drain(otherChunks)]);
    return {
      sourceRows: source.stream.rowCount,
      targetRows: target.stream.rowCount,
      bytes,
      ...(differing === undefined ? {} : { difference: describeDifference(columns, differing) }),
    };
  } catch (error) {
    // The other side would wait for its reader for ever, and so would whoever uses its session next.
    await Promise.allSettled([drain(chunks), drain(otherChunks)]);
    throw source.failure() ?? target.failure() ?? error;
  }
}

function copySorted(from: string, { list, order }: ReadColumns): string {
  return `COPY (SELECT ${list} FROM ${from} ORDER BY ${order}) TO STDOUT (FORMAT binary)`;
}

interface OpenCopy {
  readonly stream: CopyToStreamQuery;
  readonly failure: () => CompareError | undefined;
}

function open(clients: RunClients, database: DatabaseName, sql: string): OpenCopy {
  const stream = clients[database].query(copyTo(sql));
  let failure: CompareError | undefined;
  stream.on('error', (error) => {
    failure ??= new CompareError(database, sql, error);
  });
  return { stream, failure: () => failure };
}

async function drain(chunks: AsyncIterator<Buffer>): Promise<void> {
  while (!(await chunks.next()).done);
}
