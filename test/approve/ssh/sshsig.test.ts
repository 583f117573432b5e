import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SshError } from '../../../src/approve/ssh/ssh-error.ts';
import { isSshsigValid, parseSshsig, writeSshsig } from '../../../src/approve/ssh/sshsig.ts';
import { temporaryFolder } from '../../cli/example.ts';
import { isValidForReal, makeRealKey, signForReal } from './ssh-keygen.ts';

const message = Buffer.from('DSSEv1 4 type 7 payload');

for (const [name, ...args] of [
  ['ed25519', '-t', 'ed25519'],
  ['nistp256', '-t', 'ecdsa', '-b', '256'],
  ['nistp384', '-t', 'ecdsa', '-b', '384'],
  ['nistp521', '-t', 'ecdsa', '-b', '521'],
  ['rsa 2048', '-t', 'rsa', '-b', '2048'],
  ['rsa 3072', '-t', 'rsa', '-b', '3072'],
] as const) {
  test(`signatures of ssh-keygen by ${name} hold, and no changed one does`, (t) => {
    const folder = temporaryFolder(t);
    const { path, publicKey } = makeRealKey(folder, 'key', args);
    for (const hash of ['sha256', 'sha512']) {
      const signature = signForReal(message, path, ['-O', `hashalg=${hash}`]);
      const sshsig = parseSshsig(signature);
      assert.deepEqual([sshsig.hash, sshsig.publicKey.fingerprint], [hash, publicKey.fingerprint]);
      assert.equal(isSshsigValid(sshsig, message), true);
      assert.equal(isSshsigValid(sshsig, Buffer.concat([message, Buffer.from(' ')])), false);
      assert.deepEqual(writeSshsig(publicKey.blob, sshsig), signature);
      const changed = changes(signature).filter((bytes) => isValid(bytes));
      assert.deepEqual(changed, []);
    }
  });
}

test('what ssh-keygen refuses is refused here too', (t) => {
  const folder = temporaryFolder(t);
  for (const type of ['ed25519', 'ecdsa']) {
    const signature = signForReal(message, makeRealKey(folder, type, ['-t', type]).path);
    assert.equal(isValidForReal(folder, signature, message), true);
    // Every seventh only: a process each.
    const some = changes(signature).filter((_, index) => index % 7 === 0);
    for (const bytes of some.filter((each) => isValid(each))) assert.ok(isValidForReal(folder, bytes, message));
    assert.ok(some.some((bytes) => !isValidForReal(folder, bytes, message)));
  }
});

test('RSA of less than 2048 bits and RSA with SHA-1 are refused', (t) => {
  const folder = temporaryFolder(t);
  const { path } = makeRealKey(folder, 'long', ['-t', 'rsa', '-b', '2048']);
  const signature = signForReal(message, path);
  const sha1 = Buffer.from(
    signature.toString('latin1').replace('\x00\x00\x00\x0crsa-sha2-512', '\x00\x00\x00\x07ssh-rsa'),
    'latin1',
  );
  // The length of the field around it.
  const at = sha1.indexOf('\x00\x00\x00\x07ssh-rsa', signature.indexOf('sha512')) - 4;
  sha1.writeUInt32BE(sha1.readUInt32BE(at) - 5, at);
  assert.throws(() => isValid(sha1, 'throw'), hasReason('algorithm'));
  const blob = makeShortRsa();
  assert.throws(() => parseSshsig(writeSshsig(blob, { ...parseSshsig(signature) })), hasReason('algorithm'));
});

/** The bytes of a public key of 1024 bits, which a newer ssh-keygen does not make. */
function makeShortRsa(): Buffer {
  const field = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const modulus = Buffer.concat([Buffer.from([0]), Buffer.alloc(128, 0xc1)]);
  return Buffer.concat([Buffer.from('ssh-rsa'), Buffer.from([1, 0, 1]), modulus].map(field));
}

function hasReason(reason: SshError['reason']): (error: unknown) => boolean {
  return (error) => error instanceof SshError && error.reason === reason;
}

/** Every byte with one bit changed, cut and lengthened. */
function changes(signature: Buffer): readonly Buffer[] {
  const flipped = [...signature].map((byte, at) => {
    const bytes = Buffer.from(signature);
    bytes.writeUInt8(byte ^ (1 << (at % 8)), at);
    return bytes;
  });
  return [...flipped, signature.subarray(0, -1), Buffer.concat([signature, Buffer.alloc(1)])];
}

function isValid(signature: Buffer, mode?: 'throw'): boolean {
  try {
    const sshsig = parseSshsig(signature);
    return sshsig.namespace === 'syn2mas-plan-approval' && isSshsigValid(sshsig, message);
  } catch (error) {
    if (mode === 'throw' || !(error instanceof SshError)) throw error;
    return false;
  }
}
