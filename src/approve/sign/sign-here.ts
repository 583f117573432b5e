import { sign } from 'node:crypto';
import { signatureNamespace } from '../approval-format.ts';
import { signedBytes, writeSshsig } from '../ssh/sshsig.ts';
import { wireStrings } from '../ssh/wire-string.ts';
import type { SigningKey } from './read-private-key.ts';

/** What `ssh-keygen -Y sign` makes with this ed25519 key, byte for byte, without its armour. */
export function signHere(message: Uint8Array, { publicKeyBlob, privateKey }: SigningKey): Buffer {
  const settings = { namespace: signatureNamespace, reserved: Buffer.alloc(0), hash: 'sha512' } as const;
  const signature = sign(null, signedBytes(settings, message), privateKey);
  return writeSshsig(publicKeyBlob, { ...settings, signature: wireStrings('ssh-ed25519', signature) });
}
