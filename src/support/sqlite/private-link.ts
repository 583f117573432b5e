import {
  constants,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planError } from '../errors.ts';
import { isCode, readStart, type SqliteFile } from './sqlite-file.ts';

/** A folder of this process alone from which the database can be opened. */
export interface PrivateLink {
  /** A link to the database; beside it lies a copy of its log. */
  readonly path: string;
  remove(): void;
}

/** Names the process, so that another one can tell whether it is still there. */
const prefix = 'syn2mas-plan-sqlite-';

/**
 * Makes the folder: a link to the database, so that what the library makes beside its file (a lock, an empty log) comes to lie there,
 * and a copy of the log (`-wal`), because the library would open that for writing. What processes that were killed left of
 * such folders is removed.
 * Undefined where the log was started anew meanwhile: try again.
 * @throws PlanError FILE_UNWRITABLE where there is no room for the copy of the log
 */
export function makePrivateLink(file: SqliteFile, walSize: bigint): PrivateLink | undefined {
  removeLeftovers();
  const parent = tmpdir();
  if (roomIn(parent) < walSize) {
    throw planError('FILE_UNWRITABLE', `${parent}: there is no room for ${walSize} bytes, a copy of ${file.wal}.`, {
      place: { file: parent },
      remedy: 'Name a folder with more room in TMPDIR, or stop Synapse: it then has no such file.',
    });
  }
  const folder = mkdtempSync(join(parent, `${prefix}${process.pid}-${startOf(process.pid) ?? 'unknown'}-`));
  const link = { path: join(folder, 'homeserver.db'), remove: () => rmSync(folder, { recursive: true, force: true }) };
  try {
    symlinkSync(file.path, link.path);
    if (copyLog(file, `${link.path}-wal`)) return link;
  } catch (error) {
    link.remove();
    throw error;
  }
  link.remove();
  return undefined;
}

/**
 * Copies the log; false where it was started anew while it was copied. Its header says so: it gets other salts before the first of its
 * frames is overwritten. That it grows meanwhile does no harm: frames have checksums, and those that are not whole do not count.
 * https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 */
function copyLog({ wal }: SqliteFile, copy: string): boolean {
  try {
    copyFileSync(wal, copy, constants.COPYFILE_EXCL);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return true;
    throw error;
  }
  const headers = [wal, copy].map((path) => readStart(path, walHeaderLength)?.toString('hex'));
  return headers[0] === headers[1];
}

const walHeaderLength = 32;

function roomIn(folder: string): bigint {
  const { bavail, bsize } = statfsSync(folder, { bigint: true });
  return bavail * bsize;
}

function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid, start] = leftover.exec(name) ?? [];
    if (pid === undefined || startOf(Number(pid)) === start) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // That of another user: theirs to remove.
    }
  }
}

const leftover = new RegExp(`^${prefix}([0-9]+)-([0-9]+)-`);

/** When a process started, in ticks since the machine did: the number 22 of proc(5), stat. Undefined where there is none of this id. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
