import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseRevokedKeys } from '../../../src/approve/signers/parse-revoked-keys.ts';
import { temporaryFolder } from '../../cli/example.ts';
import { codesThrown } from '../codes-thrown.ts';
import { isAllowedForReal, makeRealKey, signForReal, sshKeygen } from '../ssh/ssh-keygen.ts';

const message = Buffer.from('a message');

test('a list of revoked keys revokes those that it does for ssh-keygen', (t) => {
  const folder = temporaryFolder(t);
  const [key, other] = ['one', 'two'].map((name) => makeRealKey(folder, name, ['-t', 'ed25519']));
  assert.ok(key && other);
  const signature = signForReal(message, key.path);
  for (const revoked of [
    '',
    `${key.text}\n`,
    `# lost\n\n${other.text}\n  ${key.text}\n`,
    other.text,
    `# ${key.text}`,
  ]) {
    const isAllowed = isAllowedForReal(folder, {
      signature,
      message,
      signers: `ada ${key.text}`,
      identity: 'ada',
      at: '20260131Z',
      revoked,
    });
    assert.equal(
      !parseRevokedKeys('/revoked', Buffer.from(revoked)).has(key.publicKey.fingerprint),
      isAllowed,
      revoked,
    );
  }
});

test('a list that cannot be read stops, for it would revoke nobody', (t) => {
  const folder = temporaryFolder(t);
  const { path } = makeRealKey(folder, 'key', ['-t', 'ed25519']);
  const krl = join(folder, 'krl');
  assert.equal(sshKeygen(['-q', '-k', '-f', krl, `${path}.pub`]).exitCode, 0);
  const of = (bytes: Uint8Array): readonly string[] => codesThrown(() => parseRevokedKeys('/revoked', bytes));
  assert.deepEqual(of(readFileSync(krl)), ['REVOKED_KEYS']);
  assert.deepEqual(of(Buffer.from('key\nssh-ed25519 AAAA\nSHA256:abc\n')), [
    'REVOKED_KEYS',
    'REVOKED_KEYS',
    'REVOKED_KEYS',
  ]);
  // Also one that is not accepted otherwise.
  const dss = `ssh-dss ${Buffer.from('\0\0\0\x07ssh-dss\0\0\0\x01a').toString('base64')}`;
  assert.equal(parseRevokedKeys('/revoked', Buffer.from(dss)).size, 1);
});
