import { fingerprintOf } from './fingerprint.ts';
import { type KeyParts, readKeyParts } from './key-parts.ts';
import { readWire } from './wire-reader.ts';

/** A public key of SSH. */
export interface SshPublicKey extends KeyParts {
  /** For example `ssh-ed25519`. */
  readonly type: string;
  /** As it stands, in base64, in a .pub file. */
  readonly blob: Buffer;
  readonly fingerprint: string;
}

/** Reads the binary form of a public key. @throws SshError as readKeyParts, for certificates too */
export function parsePublicKey(blob: Uint8Array): SshPublicKey {
  const reader = readWire(blob);
  const type = reader.text();
  const parts = readKeyParts(type, reader);
  reader.end();
  return { type, blob: Buffer.from(blob), fingerprint: fingerprintOf(blob), ...parts };
}
