import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from 'node-sqlite3-wasm';
import { planError } from '../errors.ts';
import { makePrivateLink } from './private-link.ts';
import {
  findSqliteFile,
  readSqliteState,
  readStart,
  type SqliteFile,
  type SqliteState,
  unreadable,
} from './sqlite-file.ts';

/** What SQLite gives for a column: text and numbers as it stores them, blobs as bytes. */
export type SqliteRow = Readonly<Record<string, number | bigint | string | Uint8Array | null>>;

/** One state of a database. */
export interface SqliteReader {
  readonly file: SqliteFile;
  /** What the file was when it was opened. */
  readonly state: SqliteState;
  /** SQLite's own number of its version: 3053004 for 3.53.4. */
  readonly version: number;
  all(sql: string): readonly SqliteRow[];
  /** Gives the rows one by one; end it, or leave its loop. */
  rows(sql: string): Generator<SqliteRow>;
}

/** What is done with a state of the database. All of it may be done again. */
export interface SqliteWork<T> {
  read(reader: SqliteReader): Promise<T>;
  /** What was read is one state of the database. */
  keep(result: T): Promise<void>;
  /** It is not, or reading failed. */
  discard(): Promise<void>;
}

/**
 * Reads one state of a database in place, also while others write it, and neither writes the file nor makes, changes or removes anything
 * beside it.
 *
 * SQLite's own locks cannot be taken from here, so it is proved afterwards: with a write-ahead log (as Synapse always has it) the database
 * is the file and the log, and the log only grows until its contents are in the file. So the file and a copy of the log, made after
 * the first look at the file, are one state if nobody has written the file in between. Without a log that holds too, if
 * there is no rollback journal. Where the file was written, all that was read counts for nothing, and it is read again.
 * @throws PlanError SQLITE_UNREADABLE, SQLITE_DAMAGED, SQLITE_CHANGING
 */
export async function readSqlite<T>(path: string, work: SqliteWork<T>): Promise<T> {
  const file = findSqliteFile(path);
  let why = '';
  let seen = '';
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (attempt > 1) await sleep(Math.min(100 * 2 ** attempt, longestPauseMs));
    const state = readSqliteState(file);
    why = whyNotNow(file, state);
    // Nobody is at work there, so nothing will come of waiting.
    if (why !== '' && attempt > 2 && seen === JSON.stringify(state)) break;
    seen = JSON.stringify(state);
    if (why !== '') continue;
    let result: T;
    try {
      result = await readOnce(file, state, (reader) => work.read(reader));
    } catch (error) {
      await work.discard();
      // Pages that changed below it look damaged.
      why = hasChanged(file, state);
      if (why !== '' || error instanceof LogStartedAnew) continue;
      throw error;
    }
    why = hasChanged(file, state);
    if (why === '') {
      await work.keep(result);
      return result;
    }
    await work.discard();
  }
  throw planError('SQLITE_CHANGING', `${path}: ${why}, each time when it was to be read.`, {
    place: { file: path },
  });
}

const attempts = 8;
const longestPauseMs = 2000;

/** A time of the kernel may be this old when it is set. */
const clockTickMs = 100;

class LogStartedAnew extends Error {}

/** Why a state cannot be proved now; empty where it can. */
function whyNotNow(file: SqliteFile, state: SqliteState): string {
  const header = readStart(file.path, 100);
  checkHeader(file.path, header);
  const hasLog = header?.[18] === 2;
  if (hasLog && state.shm !== '' && state.wal === '')
    return `its log ${file.wal} is missing, though its index is there`;
  if (!hasLog && isHot(file)) return `${file.journal} is there: a transaction was not ended`;
  const written = statSync(file.path).mtimeMs;
  if (Math.abs(Date.now() - written) < clockTickMs) return 'it was written just now';
  return '';
}

function hasChanged(file: SqliteFile, before: SqliteState): string {
  const header = readStart(file.path, 100);
  if (readSqliteState(file).main !== before.main) return 'it was written meanwhile';
  return header?.[18] !== 2 && isHot(file) ? `${file.journal} is there: a transaction was begun` : '';
}

/** A journal that is not finished begins with these bytes: https://www.sqlite.org/fileformat2.html#the_rollback_journal */
function isHot({ journal }: SqliteFile): boolean {
  return readStart(journal, 8)?.toString('hex') === 'd9d505f920a163d7';
}

/** https://www.sqlite.org/fileformat2.html#the_database_header */
function checkHeader(path: string, header: Buffer | undefined): void {
  if (header === undefined) throw unreadable(path, 'there is no such file');
  if (header.length === 0) throw unreadable(path, 'it is empty');
  if (header.subarray(0, 16).toString('latin1') !== 'SQLite format 3\0' || header.length < 100) {
    throw unreadable(path, 'it is no database of SQLite, or it is encrypted');
  }
  if (header.readUInt32BE(56) > 1) throw unreadable(path, 'its text is UTF-16; Synapse has UTF-8');
}

async function readOnce<T>(
  file: SqliteFile,
  state: SqliteState,
  read: (reader: SqliteReader) => Promise<T>,
): Promise<T> {
  // It is large, and only who has such a source needs it.
  const { default: sqlite } = await import('node-sqlite3-wasm');
  const link = makePrivateLink(file, BigInt(statSync(file.wal, { throwIfNoEntry: false })?.size ?? 0));
  if (!link) throw new LogStartedAnew();
  let database: Database | undefined;
  const ask = <R>(question: () => R): R => {
    try {
      return question();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw planError('SQLITE_DAMAGED', `${file.path}: ${message}`, { place: { file: file.path } }, error);
    }
  };
  try {
    database = ask(() => new sqlite.Database(link.path, { readOnly: true }));
    const { all, rows } = readerOf(database, ask);
    // The library has no shared memory: the index of the log is made anew, for this session alone.
    for (const pragma of ['locking_mode = EXCLUSIVE', 'trusted_schema = OFF', 'cell_size_check = ON']) {
      all(`PRAGMA ${pragma}`);
    }
    all('SELECT count(*) FROM sqlite_schema');
    // Everything is open now. What nobody can find, nobody can read, and no crash can leave.
    link.remove();
    const [found] = all('SELECT sqlite_version() AS version');
    const [major = 0, minor = 0, patch = 0] = String(found?.version).split('.').map(Number);
    return await read({ file, state, version: major * 1_000_000 + minor * 1000 + patch, all, rows });
  } finally {
    link.remove();
    close(database);
  }
}

function readerOf(database: Database, ask: <R>(question: () => R) => R): Pick<SqliteReader, 'all' | 'rows'> {
  return {
    all: (sql) => ask(() => database.all(sql) as SqliteRow[]),
    *rows(sql) {
      const statement = ask(() => database.prepare(sql));
      try {
        const rows = statement.iterate();
        for (let next = ask(() => rows.next()); !next.done; next = ask(() => rows.next()))
          yield next.value as SqliteRow;
      } finally {
        statement.finalize();
      }
    },
  };
}

/** It would write its log into the file, which is open for reading only: that fails, as it should. */
function close(database: Database | undefined): void {
  try {
    database?.close();
  } catch {
    // Nothing was to be written.
  }
}
