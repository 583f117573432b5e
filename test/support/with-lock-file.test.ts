import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256 } from '../../src/support/digest.ts';
import { withLockFile } from '../../src/support/with-lock-file.ts';
import { codesOf } from '../apply/problems.ts';
import { temporaryFolder } from '../cli/example.ts';

/** Work that fails when any other is under way. */
function alone(): () => Promise<void> {
  let inside = 0;
  return async () => {
    inside += 1;
    assert.equal(inside, 1);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  };
}

test('work under one lock never overlaps, and the lock is gone afterwards, after a failure too', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'lock');
  const work = alone();
  await Promise.all(Array.from({ length: 8 }, () => withLockFile(path, work)));
  await assert.rejects(
    withLockFile(path, () => Promise.reject(new Error('no'))),
    /^Error: no$/,
  );
  assert.deepEqual(readdirSync(folder), []);
});

test('what a process of another machine left is cleared away by one of those who wait, and they still never overlap', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'lock');
  symlinkSync('process 1 on nowhere, killed', path);
  const work = alone();
  await Promise.all(Array.from({ length: 4 }, () => withLockFile(path, work, { patienceMs: 100 })));
  assert.deepEqual(readdirSync(folder), []);
});

test('nobody waits for a process of this machine that is gone, however patient', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'lock');
  const program = `
    import { withLockFile } from '${new URL('../../src/support/with-lock-file.js', import.meta.url)}';
    await withLockFile(${JSON.stringify(path)}, async () => process.kill(process.pid, 'SIGKILL'));`;
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', program]);
  assert.equal(signal, 'SIGKILL');
  assert.deepEqual(readdirSync(folder), ['lock']);
  const work = alone();
  const patienceMs = 3_600_000;
  await Promise.all(Array.from({ length: 4 }, () => withLockFile(path, work, { patienceMs })));
  assert.deepEqual(readdirSync(folder), []);
});

test('one that was killed while it cleared a lock away keeps nobody out, and leaves nothing behind', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'lock');
  const left = 'process 1 on nowhere, killed';
  const marker = `${path}.${sha256(left).slice(7, 15)}`;
  symlinkSync('process 2 on nowhere, killed', marker);
  await withLockFile(path, async () => {});
  assert.deepEqual(readdirSync(folder), []);
  symlinkSync(left, path);
  symlinkSync('process 2 on nowhere, killed', marker);
  await withLockFile(path, async () => {}, { patienceMs: 100 });
  assert.deepEqual(readdirSync(folder), []);
});

test('a file that is no lock stays, and is told', async (t) => {
  const path = join(temporaryFolder(t), 'lock');
  writeFileSync(path, 'notes\n');
  assert.deepEqual(await codesOf(withLockFile(path, async () => {}, { patienceMs: 10 })), [`FILE_UNWRITABLE ${path}`]);
  assert.equal(readFileSync(path, 'utf8'), 'notes\n');
});
