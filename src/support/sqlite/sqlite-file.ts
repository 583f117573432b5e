import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { type Problem, planError } from '../errors.ts';

/** A database file of SQLite and what can lie beside it. Links are followed, as SQLite does. */
export interface SqliteFile {
  readonly path: string;
  readonly wal: string;
  readonly shm: string;
  readonly journal: string;
}

/**
 * What can be seen of it from outside, each part as a text that changes whenever the file is written, replaced, made or removed.
 * An empty text: there is no such file.
 */
export interface SqliteState {
  readonly main: string;
  readonly wal: string;
  readonly shm: string;
  readonly journal: string;
}

/**
 * Finds the file.
 * @throws PlanError SQLITE_UNREADABLE where it is not there, is no file or may not be read
 */
export function findSqliteFile(path: string): SqliteFile {
  try {
    const real = realpathSync(path);
    if (!statSync(real).isFile()) throw unreadable(path, 'it is no file');
    closeSync(openSync(real, 'r'));
    return { path: real, wal: `${real}-wal`, shm: `${real}-shm`, journal: `${real}-journal` };
  } catch (error) {
    throw fileProblem(path, error);
  }
}

export function readSqliteState(file: SqliteFile): SqliteState {
  return { main: stamp(file.path), wal: stamp(file.wal), shm: stamp(file.shm), journal: stamp(file.journal) };
}

/** The first bytes of a file, fewer where it is shorter; undefined where it is not there. */
export function readStart(path: string, length: number): Buffer | undefined {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw fileProblem(path, error);
  }
  try {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(fd, buffer, 0, length, 0));
  } finally {
    closeSync(fd);
  }
}

/** SQLITE_UNREADABLE with the reason. */
export function unreadable(path: string, reason: string, more: Pick<Problem, 'remedy'> = {}): Error {
  return planError('SQLITE_UNREADABLE', `${path}: ${reason}`, { place: { file: path }, ...more });
}

/** What the operating system said about a file, as a PlanError; anything else stays what it is. */
export function fileProblem(path: string, error: unknown): unknown {
  if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return unreadable(path, 'there is no such file');
  if (isCode(error, 'EACCES') || isCode(error, 'EPERM'))
    return unreadable(path, 'this user may not read it', {
      remedy: 'Run it as the user of Synapse, or as one that may read the file and what lies beside it.',
    });
  if (isCode(error, 'ELOOP')) return unreadable(path, 'it is a link to itself');
  return error;
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Times are in nanoseconds: the kernel sets them with every write. */
function stamp(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found ? [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ') : '';
}
