import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { SshError } from './ssh-error.ts';
import type { WireReader } from './wire-reader.ts';

/** How a kind of key signs. */
export type SignatureScheme =
  | { readonly kind: 'ed25519' }
  | { readonly kind: 'ecdsa'; readonly hash: 'sha256' | 'sha384' | 'sha512'; readonly size: number }
  | { readonly kind: 'rsa'; readonly size: number };

/** What stands behind the type of a public key. */
export interface KeyParts {
  readonly scheme: SignatureScheme;
  /** Of a key in a hardware token (FIDO): goes into everything that it signs. */
  readonly application?: Buffer;
  readonly key: KeyObject;
}

/**
 * Reads the fields of a public key of this type.
 * @throws SshError `algorithm` for kinds that are not accepted (DSA, RSA of less than 2048 bits)
 */
export function readKeyParts(type: string, reader: WireReader): KeyParts {
  const read = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (!read) throw new SshError('algorithm', `keys of the type ${type} are not accepted`);
  return read(reader);
}

const kinds: Readonly<Record<string, (reader: WireReader) => KeyParts>> = {
  'ssh-ed25519': ed25519,
  'ecdsa-sha2-nistp256': (reader) => ecdsa(reader, 'nistp256'),
  'ecdsa-sha2-nistp384': (reader) => ecdsa(reader, 'nistp384'),
  'ecdsa-sha2-nistp521': (reader) => ecdsa(reader, 'nistp521'),
  'ssh-rsa': rsa,
  'sk-ssh-ed25519@openssh.com': (reader) => ({ ...ed25519(reader), application: reader.string() }),
  'sk-ecdsa-sha2-nistp256@openssh.com': (reader) => ({ ...ecdsa(reader, 'nistp256'), application: reader.string() }),
};

function ed25519(reader: WireReader): KeyParts {
  const point = reader.string();
  if (point.length !== 32) throw new SshError('malformed', 'an ed25519 key has 32 bytes');
  return { scheme: { kind: 'ed25519' }, key: fromJwk({ kty: 'OKP', crv: 'Ed25519', x: base64url(point) }) };
}

const curves = {
  nistp256: { crv: 'P-256', hash: 'sha256', size: 32 },
  nistp384: { crv: 'P-384', hash: 'sha384', size: 48 },
  nistp521: { crv: 'P-521', hash: 'sha512', size: 66 },
} as const;

function ecdsa(reader: WireReader, curve: keyof typeof curves): KeyParts {
  const { crv, hash, size } = curves[curve];
  const name = reader.text();
  const point = reader.string();
  if (name !== curve || point.length !== 1 + 2 * size || point[0] !== 4) {
    throw new SshError('malformed', `the point is none of ${curve}`);
  }
  const [x, y] = [point.subarray(1, 1 + size), point.subarray(1 + size)];
  return {
    scheme: { kind: 'ecdsa', hash, size },
    key: fromJwk({ kty: 'EC', crv, x: base64url(x), y: base64url(y) }),
  };
}

function rsa(reader: WireReader): KeyParts {
  const exponent = reader.magnitude();
  const modulus = reader.magnitude();
  const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
  if (bits < 2048) throw new SshError('algorithm', `RSA keys of ${bits} bits are not accepted, 2048 are the least`);
  if (bits > 16_384) throw new SshError('algorithm', 'RSA keys of more than 16384 bits are not accepted');
  return {
    scheme: { kind: 'rsa', size: modulus.length },
    key: fromJwk({ kty: 'RSA', n: base64url(modulus), e: base64url(exponent) }),
  };
}

function fromJwk(key: JsonWebKey): KeyObject {
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    throw new SshError('malformed', 'it is no public key');
  }
}

function base64url(bytes: Buffer): string {
  return bytes.toString('base64url');
}
