import { randomUUID } from 'node:crypto';
import { readdir, readFile, readlink, rm, symlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256 } from './digest.ts';
import { planError } from './errors.ts';

/**
 * Does short work while no other process does any under the same lock, on this machine or on another one that sees the folder. What a
 * killed process left behind is cleared away: at once where the process can be seen to be gone, else when it has stood there unchanged for
 * `patienceMs`.
 * @throws what the work throws; PlanError FILE_UNWRITABLE where the lock cannot be taken
 */
export async function withLockFile<T>(path: string, work: () => Promise<T>, { patienceMs = 15_000 } = {}): Promise<T> {
  const token = `process ${process.pid} on ${hostname()}, ${await processSpace()}, ${randomUUID()}`;
  await take(path, token, patienceMs);
  try {
    await removeMarkers(path);
    return await work();
  } finally {
    if ((await readToken(path)) === token) await rm(path, { force: true });
  }
}

async function take(path: string, token: string, patienceMs: number): Promise<void> {
  const started = performance.now();
  let seen: string | undefined;
  let since = started;
  while (!(await create(path, token))) {
    const found = await readToken(path);
    const now = performance.now();
    if (found !== seen) {
      seen = found;
      since = now;
    }
    if (found !== undefined && (now - since > patienceMs || (await isGone(found)))) {
      await removeStale(path, found, patienceMs);
      continue;
    }
    if (now - started > patienceMs * 10) throw neverFree(path, found);
    await sleep(20);
  }
}

/** A symbolic link that leads nowhere: it is there with all that it says in one instant, or it is not. */
async function create(path: string, token: string): Promise<boolean> {
  try {
    await symlink(token, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw planError(
      'FILE_UNWRITABLE',
      `${path} cannot be written (${codeOf(error)}).`,
      { place: { file: path } },
      error,
    );
  }
}

/** Only one may remove what all of those who wait take for stale, or the second would remove the lock of the first. */
async function removeStale(path: string, token: string, patienceMs: number): Promise<void> {
  const removal = async (): Promise<void> => {
    if ((await readToken(path)) === token) await rm(path, { force: true });
  };
  await withLockFile(`${path}.${sha256(token).slice(7, 15)}`, removal, { patienceMs });
}

/** Of those who were killed while they removed a stale lock. Whoever has the lock is in nobody's way: his is not stale. */
async function removeMarkers(path: string): Promise<void> {
  const names = await readdir(dirname(path)).catch(() => []);
  const markers = names.filter((name) => name.startsWith(`${basename(path)}.`));
  for (const name of markers) await rm(join(dirname(path), name), { force: true });
}

/** Undefined when it is gone. */
async function readToken(path: string): Promise<string | undefined> {
  try {
    return await readlink(path);
  } catch (error) {
    if (codeOf(error) === 'EINVAL') throw neverFree(path, 'it is no lock, but a file');
    return undefined;
  }
}

/** Where the number of a process means one process: this machine since it was started, and this container. Empty where it cannot be told. */
async function processSpace(): Promise<string> {
  try {
    return `${(await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()} ${await readlink('/proc/self/ns/pid')}`;
  } catch {
    return '';
  }
}

/** The process can be seen to be gone. False says nothing: it may run elsewhere. */
async function isGone(token: string): Promise<boolean> {
  const space = await processSpace();
  const pid = Number(/^process (\d+) /.exec(token)?.[1]);
  if (space === '' || !token.includes(`, ${space}, `)) return false;
  try {
    return !process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function neverFree(path: string, token = ''): Error {
  return planError('FILE_UNWRITABLE', `${path} is always held by another process (${token}).`, {
    place: { file: path },
    remedy: 'If no other run is under way, remove this file.',
  });
}
