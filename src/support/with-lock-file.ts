import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256 } from './digest.ts';
import { planError } from './errors.ts';
import { writeExclusively } from './write-exclusively.ts';

/**
 * Does short work while no other process does any under the same lock file, on this machine or on another one that sees the file. What a
 * process left behind that was killed at it is cleared away once it has stood there unchanged for `patienceMs`.
 * @throws what the work throws; PlanError FILE_UNWRITABLE where the lock cannot be taken
 */
export async function withLockFile<T>(path: string, work: () => Promise<T>, { patienceMs = 15_000 } = {}): Promise<T> {
  const token = `process ${process.pid} on ${hostname()}, ${randomUUID()}\n`;
  await take(path, token, patienceMs);
  try {
    return await work();
  } finally {
    if ((await readToken(path)) === token) await rm(path, { force: true });
  }
}

async function take(path: string, token: string, patienceMs: number): Promise<void> {
  const started = performance.now();
  let seen: string | undefined;
  let since = started;
  while (!(await writeExclusively(path, token))) {
    const found = await readToken(path);
    const now = performance.now();
    if (found !== seen) {
      seen = found;
      since = now;
    } else if (found !== undefined && now - since > patienceMs) {
      await removeStale(path, found);
      since = now;
    }
    if (now - started > patienceMs * 10) throw neverFree(path, found);
    await sleep(20);
  }
}

/** Only one may remove what all of those who wait take for stale, or the second would remove the lock of the first. */
async function removeStale(path: string, token: string): Promise<void> {
  const marker = `${path}.${sha256(token).slice(7, 15)}`;
  if (!(await writeExclusively(marker, ''))) return;
  if ((await readToken(path)) === token) await rm(path, { force: true });
  await rm(marker, { force: true });
}

/** Undefined when it is gone. */
async function readToken(path: string): Promise<string | undefined> {
  return await readFile(path, 'utf8').catch(() => undefined);
}

function neverFree(path: string, token = ''): Error {
  return planError('FILE_UNWRITABLE', `${path} is always held by another process (${token.trim()}).`, {
    place: { file: path },
    remedy: 'If no other run is under way, remove this file.',
  });
}
