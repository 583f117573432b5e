import { type CopyToStreamQuery, to as copyTo } from 'pg-copy-streams';
import type { RunningWork } from '../apply/progress/start-progress.ts';
import type { RunClients } from '../apply/run-databases.ts';
import { readTables } from '../inspect/catalog.ts';
import type { CopyStep, DatabaseName } from '../plan/types.gen.ts';
import { quoteIdentifier } from '../support/sql-text.ts';
import { describeDifference, type KeyedColumns } from './describe-difference.ts';
import { firstDifference } from './first-difference.ts';

export interface TableComparison {
  readonly sourceRows: number;
  readonly targetRows: number;
  /** Of the equal rows, as COPY writes them. */
  readonly bytes: number;
  /** The first row that differs, for people; absent when all are equal. Never a value, only ids. */
  readonly difference?: string;
}

/** A side that could not be read. `cause` is what it said. */
export class CompareError extends Error {
  readonly database: DatabaseName;
  readonly sql: string;

  constructor(database: DatabaseName, sql: string, cause: unknown) {
    super(`the database of ${database} cannot be read`, { cause });
    this.name = 'CompareError';
    this.database = database;
    this.sql = sql;
  }
}

/**
 * Streams the rows that a step's SELECT gives on Synapse's database and those of its table in MAS, both sorted by the key, and holds
 * them against each other. Columns that the plan does not write are not looked at. Nothing but a few chunks is held.
 * @throws CompareError
 */
export async function compareTable(
  step: Pick<CopyStep, 'table' | 'columns' | 'key' | 'select'>,
  clients: RunClients,
  running?: Pick<RunningWork, 'addBytes'>,
): Promise<TableComparison> {
  const columns = await keyedColumns(step, clients);
  const list = [...columns.key, ...columns.others].map(({ name }) => quoteIdentifier(name)).join(', ');
  const order = columns.key.map(({ name, isUuid }) => sortKey(name, isUuid)).join(', ');
  const source = open(
    clients,
    'synapse',
    `COPY (SELECT ${list} FROM (${step.select}\n) AS s ORDER BY ${order}) TO STDOUT`,
  );
  const target = open(
    clients,
    'mas',
    `COPY (SELECT ${list} FROM ${quoteIdentifier(step.table)} ORDER BY ${order}) TO STDOUT`,
  );
  const [chunks, otherChunks] = [source.stream, target.stream].map((stream) => stream[Symbol.asyncIterator]());
  if (!chunks || !otherChunks) throw new Error('two streams have two iterators');
  try {
    const { bytes, lines } = await firstDifference(chunks, otherChunks, (count) => running?.addBytes(count));
    // To the end in any case: the sessions are needed again, and the server counts the rows on the way.
    await Promise.all([drain(chunks), drain(otherChunks)]);
    return {
      sourceRows: source.stream.rowCount,
      targetRows: target.stream.rowCount,
      bytes,
      ...(lines === undefined ? {} : { difference: describeDifference(columns, lines) }),
    };
  } catch (error) {
    // The other side would wait for its reader for ever, and so would whoever uses its session next.
    await Promise.allSettled([drain(chunks), drain(otherChunks)]);
    throw source.failure() ?? target.failure() ?? error;
  }
}

/** The key comes first, so that a row can be told by how its line begins. */
async function keyedColumns(
  step: Pick<CopyStep, 'table' | 'columns' | 'key'>,
  { mas }: RunClients,
): Promise<KeyedColumns> {
  const [table] = await readTables(mas, [step.table]);
  const types = new Map(table?.columns.map(({ name, type }) => [name, type]));
  return {
    key: step.key.map((name) => ({ name, isUuid: types.get(name) === 'uuid' })),
    others: step.columns.filter((name) => !step.key.includes(name)).map((name) => ({ name })),
  };
}

/** Ids sort the same everywhere; all else as text by its bytes, whatever the collations of the two databases are. */
function sortKey(name: string, isUuid: boolean): string {
  return isUuid ? quoteIdentifier(name) : `${quoteIdentifier(name)}::text COLLATE "C"`;
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
