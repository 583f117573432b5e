import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256 } from '../../src/support/digest.ts';
import { withLockFile } from '../../src/support/with-lock-file.ts';
import { codesOf } from '../apply/problems.ts';
import { temporaryFolder } from '../cli/example.ts';

test('work under one lock never overlaps, and the lock is gone afterwards, after a failure too', async (t) => {
  const path = join(temporaryFolder(t), 'lock');
  let inside = 0;
  const work = async () => {
    inside += 1;
    assert.equal(inside, 1);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => withLockFile(path, work)));
  await assert.rejects(
    withLockFile(path, () => Promise.reject(new Error('no'))),
    /^Error: no$/,
  );
  assert.equal(existsSync(path), false);
});

test('what a killed process left is cleared away by one of those who wait, and they still never overlap', async (t) => {
  const path = join(temporaryFolder(t), 'lock');
  writeFileSync(path, 'process 1 on nowhere, killed\n');
  let inside = 0;
  const work = async () => {
    inside += 1;
    assert.equal(inside, 1);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 4 }, () => withLockFile(path, work, { patienceMs: 100 })));
  assert.equal(existsSync(path), false);
});

test('a lock that nobody may clear away is told with its holder', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'lock');
  writeFileSync(path, 'process 1 on nowhere\n');
  // As if whoever cleared it away had been killed at it.
  writeFileSync(`${path}.${sha256('process 1 on nowhere\n').slice(7, 15)}`, '');
  assert.deepEqual(await codesOf(withLockFile(path, async () => {}, { patienceMs: 10 })), [`FILE_UNWRITABLE ${path}`]);
});
