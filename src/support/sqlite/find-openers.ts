import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { SqliteFile } from './sqlite-file.ts';

/** A process that has a file open. */
export interface Opener {
  readonly pid: number;
  /** The name of its program; undefined where this user may not see it. */
  readonly program: string | undefined;
  /** The words of its command line, for what is to be known by them: they may hold anything. */
  readonly words: readonly string[];
}

/**
 * The processes other than this one that have one of these files open, as far as they can be seen: by the open files of every process
 * that this user may look into, and by the locks of all, also of others' processes (a SQLite with a write-ahead log holds one as long as it
 * has the database open). Processes outside of this container cannot be seen.
 */
export function findOpeners(files: readonly string[]): readonly Opener[] {
  const wanted = new Set(files.flatMap((file) => keyOf(file) ?? []));
  if (wanted.size === 0) return [];
  const pids = new Set([...lockHolders(wanted), ...fileHolders(wanted)]);
  pids.delete(process.pid);
  return [...pids].sort((a, b) => a - b).map(describe);
}

/** All names under which SQLite has a database open. */
export function databaseFiles({ path, wal, shm }: SqliteFile): readonly string[] {
  return [path, wal, shm];
}

function keyOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}

function* fileHolders(wanted: ReadonlySet<string>): Generator<number> {
  for (const pid of readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name))) {
    if (openFiles(pid).some((path) => wanted.has(tryKeyOf(path) ?? ''))) yield Number(pid);
  }
}

function openFiles(pid: string): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => `/proc/${pid}/fd/${fd}`);
  } catch {
    // Another user's, or gone.
    return [];
  }
}

function tryKeyOf(path: string): string | undefined {
  try {
    return keyOf(path);
  } catch {
    return undefined;
  }
}

/** proc(5), locks: `1: POSIX  ADVISORY  READ 4711 fe:00:10355715 128 128`, with the device as major and minor in hexadecimal. */
function* lockHolders(wanted: ReadonlySet<string>): Generator<number> {
  for (const line of readText('/proc/locks').split('\n')) {
    const [, pid, major, minor, inode] = /(?:READ|WRITE) +([0-9]+) ([0-9a-f]+):([0-9a-f]+):([0-9]+) /.exec(line) ?? [];
    if (pid === undefined || major === undefined || minor === undefined) continue;
    if (wanted.has(`${deviceOf(Number.parseInt(major, 16), Number.parseInt(minor, 16))}:${inode}`)) yield Number(pid);
  }
}

/** makedev(3) of glibc, for numbers as large as Linux has them. */
function deviceOf(major: number, minor: number): number {
  return ((minor & 0xff) | ((major & 0xfff) << 8)) + (minor >>> 8) * 2 ** 20;
}

function describe(pid: number): Opener {
  return {
    pid,
    program: readText(`/proc/${pid}/comm`).trim() || undefined,
    words: readText(`/proc/${pid}/cmdline`).split('\0'),
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
