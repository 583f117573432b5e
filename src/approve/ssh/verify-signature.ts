import { createHash, verify } from 'node:crypto';
import type { SshPublicKey } from './public-key.ts';
import { SshError } from './ssh-error.ts';
import { readWire, type WireReader } from './wire-reader.ts';

/**
 * Whether a signature in SSH's binary form was made over these bytes with the private half of this key.
 * @throws SshError where the signature is malformed, or of an algorithm that is not accepted for this key (`ssh-rsa`, which is SHA-1)
 */
export function isSignatureValid(publicKey: SshPublicKey, signature: Uint8Array, data: Uint8Array): boolean {
  const reader = readWire(signature);
  const algorithm = reader.text();
  const { scheme, type, application, key } = publicKey;
  const accepted = scheme.kind === 'rsa' ? ['rsa-sha2-256', 'rsa-sha2-512'] : [type];
  if (!accepted.includes(algorithm)) {
    throw new SshError('algorithm', `signatures by ${algorithm} are not accepted for a key of the type ${type}`);
  }
  const bytes = reader.string();
  const signed = application ? withCounter(application, reader, data) : data;
  reader.end();
  switch (scheme.kind) {
    case 'ed25519':
      return bytes.length === 64 && verify(null, signed, key, bytes);
    case 'ecdsa':
      return verify(scheme.hash, signed, { key, dsaEncoding: 'ieee-p1363' }, ecdsaNumbers(bytes, scheme.size));
    case 'rsa':
      return (
        bytes.length === scheme.size && verify(algorithm === 'rsa-sha2-256' ? 'sha256' : 'sha512', signed, key, bytes)
      );
  }
}

/** What a hardware token signs: OpenSSH's PROTOCOL.u2f. */
function withCounter(application: Buffer, reader: WireReader, data: Uint8Array): Buffer {
  const flagsAndCounter = reader.bytes(5);
  return Buffer.concat([digest(application), flagsAndCounter, digest(data)]);
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** r and s, each as long as the field of the curve. */
function ecdsaNumbers(bytes: Buffer, size: number): Buffer {
  const reader = readWire(bytes);
  const numbers = [reader.magnitude(), reader.magnitude()];
  reader.end();
  if (numbers.some((number) => number.length > size))
    throw new SshError('malformed', 'a number of the signature is too large');
  return Buffer.concat(numbers.map((number) => Buffer.concat([Buffer.alloc(size - number.length), number])));
}
