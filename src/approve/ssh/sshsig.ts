import { createHash } from 'node:crypto';
import { type CertifiedKey, parseCertifiedKey } from './certificate.ts';
import { SshError } from './ssh-error.ts';
import { isSignatureValid } from './verify-signature.ts';
import { readWire } from './wire-reader.ts';
import { wireStrings } from './wire-string.ts';

/** A signature as `ssh-keygen -Y sign` makes them (OpenSSH's PROTOCOL.sshsig), without its armour. */
export interface Sshsig extends CertifiedKey {
  readonly namespace: string;
  readonly hash: 'sha256' | 'sha512';
  readonly reserved: Buffer;
  /** In SSH's binary form. */
  readonly signature: Buffer;
}

/** Reads the bytes of a signature. @throws SshError */
export function parseSshsig(blob: Uint8Array): Sshsig {
  const reader = readWire(blob);
  if (reader.bytes(6).toString('latin1') !== magic) throw new SshError('malformed', 'it does not begin with SSHSIG');
  if (reader.uint32() !== version) throw new SshError('malformed', 'it is not of version 1');
  const key = reader.string();
  const namespace = reader.text();
  const reserved = reader.string();
  const hash = reader.text();
  const signature = reader.string();
  reader.end();
  if (hash !== 'sha256' && hash !== 'sha512') {
    throw new SshError('algorithm', `the hash algorithm ${hash} is not accepted`);
  }
  return { ...parseCertifiedKey(key), namespace, hash, reserved, signature };
}

/** Whether the signature is one of this message. @throws SshError as isSignatureValid */
export function isSshsigValid(sshsig: Sshsig, message: Uint8Array): boolean {
  return isSignatureValid(sshsig.publicKey, sshsig.signature, signedBytes(sshsig, message));
}

/** What the key itself signs for a message. */
export function signedBytes(
  { namespace, reserved, hash }: Pick<Sshsig, 'namespace' | 'reserved' | 'hash'>,
  message: Uint8Array,
): Buffer {
  const digest = createHash(hash).update(message).digest();
  return Buffer.concat([Buffer.from(magic), wireStrings(namespace, reserved, hash, digest)]);
}

/** The bytes of a signature: the inverse of parseSshsig. */
export function writeSshsig(
  publicKeyBlob: Uint8Array,
  { namespace, reserved, hash, signature }: Omit<Sshsig, 'publicKey' | 'certificate'>,
): Buffer {
  const head = Buffer.alloc(10);
  head.write(magic, 'latin1');
  head.writeUInt32BE(version, 6);
  return Buffer.concat([head, wireStrings(publicKeyBlob, namespace, reserved, hash, signature)]);
}

const magic = 'SSHSIG';
const version = 1;
