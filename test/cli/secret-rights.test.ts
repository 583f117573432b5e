import assert from 'node:assert/strict';
import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { secretRights } from '../../src/cli/secret-rights.ts';
import { temporaryFolder } from './example.ts';

/** Synapse's user, as far as whoever runs the tests may give files away. */
const isRoot = process.geteuid?.() === 0;
const synapse = isRoot ? 991 : (process.geteuid?.() ?? 0);

/** Files with their modes; whose they are is given by `owners`, else they are of who runs the tests. */
function files(
  t: TestContext,
  modes: Readonly<Record<string, number>>,
  owners: readonly string[] = [],
): readonly string[] {
  const folder = temporaryFolder(t);
  const paths = Object.keys(modes).map((name) => join(folder, name));
  mkdirSync(join(folder, 'conf.d'));
  for (const [name, mode] of Object.entries(modes)) {
    writeFileSync(join(folder, name), '');
    chmodSync(join(folder, name), mode);
  }
  for (const name of owners) chownSync(join(folder, name), synapse, isRoot ? synapse : (process.getegid?.() ?? 0));
  return paths;
}

test('the last file tells who Synapse is, and whether its group reads it', (t) => {
  const [homeserver = ''] = files(t, { 'homeserver.yaml': 0o640 });
  assert.deepEqual(secretRights([homeserver]), { ownerOf: homeserver, mode: '0640' });
  chmodSync(homeserver, 0o600);
  assert.deepEqual(secretRights([homeserver]), { ownerOf: homeserver, mode: '0600' });
});

test('where everybody may read what root owns, the folder tells: so Debian leaves it', (t) => {
  const modes = { 'homeserver.yaml': 0o644, 'conf.d/server_name.yaml': 0o644 };
  const paths = files(t, modes, ['.']);
  const [homeserver = '', last = ''] = paths;
  const told = secretRights(paths);
  // Who is not root cannot make a file of root's; then the file itself is Synapse's.
  assert.deepEqual(told, { ownerOf: isRoot ? join(homeserver, '..') : last, mode: '0640' });
  assert.equal(statSync(told.ownerOf).uid, synapse);
});

test('where nothing tells, the owner of the last file stays', (t) => {
  const paths = files(t, { 'homeserver.yaml': 0o644 });
  assert.equal(secretRights(paths).ownerOf, paths[0]);
});
