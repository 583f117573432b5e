import { fingerprintOf } from './fingerprint.ts';
import { readKeyParts } from './key-parts.ts';
import { parsePublicKey, type SshPublicKey } from './public-key.ts';
import { SshError } from './ssh-error.ts';
import { isSignatureValid } from './verify-signature.ts';
import { readWire } from './wire-reader.ts';
import { wireStrings } from './wire-string.ts';

/** What a certificate of OpenSSH (PROTOCOL.certkeys) says of the key in it. Its signature holds. */
export interface Certificate {
  readonly authority: SshPublicKey;
  readonly principals: readonly string[];
  /** Seconds since 1970; the certificate is valid from the first and until just before the second. */
  readonly validAfter: bigint;
  readonly validBefore: bigint;
}

/** A key that signs, with its certificate where it comes in one. */
export interface CertifiedKey {
  /** The key itself, as it is without the certificate. */
  readonly publicKey: SshPublicKey;
  readonly certificate?: Certificate;
}

/**
 * Reads the binary form of a public key or of a certificate.
 * @throws SshError as parsePublicKey; `certificate` where its own signature does not hold, it is not one for users, or it has critical
 * options, which nobody may pass over
 */
export function parseCertifiedKey(blob: Uint8Array): CertifiedKey {
  const reader = readWire(blob);
  const name = reader.text();
  const type = certifiedType(name);
  if (type === undefined) return { publicKey: parsePublicKey(blob) };
  // A nonce.
  reader.string();
  const start = reader.position();
  const parts = readKeyParts(type, reader);
  const plain = Buffer.concat([wireStrings(type), blob.subarray(start, reader.position())]);
  const publicKey = { type, blob: plain, fingerprint: fingerprintOf(plain), ...parts };
  // A serial number.
  reader.uint64();
  const kind = reader.uint32();
  // A name for logs.
  reader.string();
  const principals = readStrings(reader.string());
  const [validAfter, validBefore] = [reader.uint64(), reader.uint64()];
  const criticalOptions = reader.string();
  // Extensions, which may be passed over, and a reserved field.
  reader.string();
  reader.string();
  const authority = parsePublicKey(reader.string());
  const signed = blob.subarray(0, reader.position());
  const signature = reader.string();
  reader.end();
  if (!isSignatureValid(authority, signature, signed)) throw new SshError('certificate', 'its certificate is forged');
  if (kind !== userKind) throw new SshError('certificate', 'its certificate is not one for users');
  if (criticalOptions.length > 0) throw new SshError('certificate', 'its certificate has critical options');
  return { publicKey, certificate: { authority, principals, validAfter, validBefore } };
}

const userKind = 1;

/** `ssh-ed25519-cert-v01@openssh.com` is one of an `ssh-ed25519`, and a hardware key keeps its `@openssh.com`. */
function certifiedType(name: string): string | undefined {
  const [, type] = /^(.+)-cert-v01@openssh\.com$/.exec(name) ?? [];
  return type?.startsWith('sk-') ? `${type}@openssh.com` : type;
}

function readStrings(bytes: Buffer): readonly string[] {
  const reader = readWire(bytes);
  const strings: string[] = [];
  while (!reader.isAtEnd()) strings.push(reader.string().toString());
  return strings;
}
