import { createPrivateKey, type KeyObject } from 'node:crypto';
import { SshError } from '../ssh/ssh-error.ts';
import { readWire } from '../ssh/wire-reader.ts';

/** A key that can sign here, without ssh-keygen. */
export interface SigningKey {
  readonly publicKeyBlob: Buffer;
  readonly privateKey: KeyObject;
}

/**
 * Reads a private key file of OpenSSH (PROTOCOL.key).
 * @returns undefined for all but ed25519 keys without a passphrase: ssh-keygen knows what to do with the others
 */
export function readPrivateKey(bytes: Uint8Array): SigningKey | undefined {
  const text = Buffer.from(bytes).toString('latin1');
  const [, base64] =
    /^-----BEGIN OPENSSH PRIVATE KEY-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END OPENSSH PRIVATE KEY-----\s*$/.exec(text) ??
    [];
  if (base64 === undefined) return undefined;
  try {
    return readBlob(Buffer.from(base64, 'base64'));
  } catch (error) {
    if (error instanceof SshError) return undefined;
    throw error;
  }
}

function readBlob(blob: Buffer): SigningKey | undefined {
  const reader = readWire(blob);
  if (reader.bytes(15).toString('latin1') !== 'openssh-key-v1\0') return undefined;
  const [cipher, derivation] = [reader.text(), reader.text()];
  reader.string();
  if (cipher !== 'none' || derivation !== 'none' || reader.uint32() !== 1) return undefined;
  const publicKeyBlob = reader.string();
  const secret = readWire(reader.string());
  // Twice the same number, which a wrong passphrase would not give.
  const [check, again] = [secret.uint32(), secret.uint32()];
  if (check !== again || secret.text() !== 'ssh-ed25519') return undefined;
  const publicPoint = secret.string();
  // The seed, then the public half once more.
  const seed = secret.string().subarray(0, 32);
  const privateKey = createPrivateKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicPoint.toString('base64url'), d: seed.toString('base64url') },
    format: 'jwk',
  });
  return { publicKeyBlob, privateKey };
}
