import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { test } from 'node:test';
import { signatureNamespace } from '../../../src/approve/approval-format.ts';
import { parsePublicKey } from '../../../src/approve/ssh/public-key.ts';
import { SshError } from '../../../src/approve/ssh/ssh-error.ts';
import { isSshsigValid, parseSshsig, signedBytes, writeSshsig } from '../../../src/approve/ssh/sshsig.ts';
import { wireStrings } from '../../../src/approve/ssh/wire-string.ts';
import { temporaryFolder } from '../../cli/example.ts';
import { isValidForReal } from './ssh-keygen.ts';

const message = Buffer.from('a message');
const settings = { namespace: signatureNamespace, reserved: Buffer.alloc(0), hash: 'sha512' } as const;

// What a token does (OpenSSH's PROTOCOL.u2f), without a token.
for (const [type, make] of [
  ['sk-ssh-ed25519@openssh.com', ed25519],
  ['sk-ecdsa-sha2-nistp256@openssh.com', ecdsa],
] as const) {
  test(`signatures by ${type} hold, here and for ssh-keygen`, (t) => {
    const folder = temporaryFolder(t);
    const { blob, signWith } = make('ssh:');
    const flags = Buffer.from([1, 0, 0, 0, 9]);
    const signature = signWith(toSign('ssh:', flags));
    const whole = (tail: Buffer): Buffer =>
      writeSshsig(blob, { ...settings, signature: Buffer.concat([wireStrings(type, signature), tail]) });
    assert.equal(parsePublicKey(blob).type, type);
    for (const [tail, isGood] of [
      [flags, true],
      [Buffer.from([1, 0, 0, 0, 8]), false],
      [Buffer.from([0, 0, 0, 0, 9]), false],
    ] as const) {
      assert.equal(isSshsigValid(parseSshsig(whole(tail)), message), isGood);
      assert.equal(isValidForReal(folder, whole(tail), message), isGood);
    }
    const elsewhere = writeSshsig(make('ssh:').blob, {
      ...settings,
      signature: Buffer.concat([wireStrings(type, signature), flags]),
    });
    assert.equal(isSshsigValid(parseSshsig(elsewhere), message), false);
  });
}

test('signatures by WebAuthn, and by the algorithm of another key, are refused', () => {
  const { blob, signWith } = ecdsa('ssh:');
  const flags = Buffer.from([1, 0, 0, 0, 9]);
  const signature = signWith(toSign('ssh:', flags));
  for (const algorithm of ['webauthn-sk-ecdsa-sha2-nistp256@openssh.com', 'ecdsa-sha2-nistp256', 'ssh-ed25519', '']) {
    const inside = Buffer.concat([wireStrings(algorithm, signature), flags]);
    const sshsig = parseSshsig(writeSshsig(blob, { ...settings, signature: inside }));
    assert.throws(
      () => isSshsigValid(sshsig, message),
      (error) => error instanceof SshError && error.reason === 'algorithm',
      algorithm,
    );
  }
});

function toSign(application: string, flags: Buffer): Buffer {
  const digest = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
  return Buffer.concat([digest(Buffer.from(application)), flags, digest(signedBytes(settings, message))]);
}

interface Token {
  readonly blob: Buffer;
  readonly signWith: (bytes: Buffer) => Buffer;
}

function ed25519(application: string): Token {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  const blob = wireStrings('sk-ssh-ed25519@openssh.com', coordinate(x), application);
  return { blob, signWith: (bytes) => sign(null, bytes, privateKey) };
}

function ecdsa(application: string): Token {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.from([4]), coordinate(x), coordinate(y)]);
  const blob = wireStrings('sk-ecdsa-sha2-nistp256@openssh.com', 'nistp256', point, application);
  return { blob, signWith: (bytes) => ecdsaSignature(bytes, privateKey) };
}

function ecdsaSignature(bytes: Buffer, privateKey: KeyObject): Buffer {
  const both = sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return wireStrings(...[both.subarray(0, 32), both.subarray(32)].map(asPositive));
}

/** An mpint: no leading zeros but one that keeps it positive. */
function asPositive(number: Buffer): Buffer {
  const first = number.findIndex((byte) => byte !== 0);
  const shortest = number.subarray(first);
  return (shortest[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), shortest]) : shortest;
}

function coordinate(text: string | undefined): Buffer {
  return Buffer.from(text ?? '', 'base64url');
}
