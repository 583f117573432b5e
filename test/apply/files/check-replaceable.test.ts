import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkReplaceable, mountPoints } from '../../../src/apply/files/check-replaceable.ts';
import { codesOf } from '../problems.ts';
import { makeFolder } from './folder.ts';

test('a file that is mounted by itself cannot be replaced', async () => {
  // Every Linux has this one.
  assert.deepEqual(await codesOf(checkReplaceable('/proc', '/proc')), ['FILE_UNWRITABLE /proc']);
});

test('any other file can', async (t) => {
  const folder = makeFolder(t);
  const path = folder.write('homeserver.yaml', '', 0o400);
  assert.deepEqual(await codesOf(checkReplaceable(path, path)), []);
});

test('mount points are read with their escapes', () => {
  const line = String.raw`36 35 98:0 /a /data/my\040home/größe\134x.yaml rw,noatime master:1 - ext3 /dev/root rw`;
  assert.deepEqual(mountPoints(`${line}\n`), ['/data/my home/größe\\x.yaml']);
});
