import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wireStrings } from '../../approve/ssh/wire-string.ts';

/** Who approves in the demo. */
export const demoApprover = 'ada@example.org';

/** Makes an SSH key for the person who approves, as `ssh-keygen -t ed25519` does, and the file that says who may. */
export function writeDemoKey(directory: string): { readonly keyFile: string; readonly signersFile: string } {
  const files = { keyFile: 'approver-key', signersFile: 'allowed_signers' };
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  const blob = wireStrings('ssh-ed25519', point);
  writeFileSync(join(directory, files.keyFile), privateKeyFile(blob, point, seed), { mode: 0o600 });
  const line = `${demoApprover} namespaces="syn2mas-plan-approval" ssh-ed25519 ${blob.toString('base64')}\n`;
  writeFileSync(join(directory, files.signersFile), line);
  return files;
}

/** OpenSSH's PROTOCOL.key, without a passphrase. */
function privateKeyFile(blob: Buffer, point: Buffer, seed: Buffer): string {
  const secret = Buffer.concat([
    Buffer.alloc(8),
    wireStrings('ssh-ed25519', point, Buffer.concat([seed, point]), 'demo'),
  ]);
  const padding = Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, -secret.length & 7));
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    wireStrings('none', 'none', ''),
    Buffer.from([0, 0, 0, 1]),
    wireStrings(blob, Buffer.concat([secret, padding])),
  ]);
  const lines = body.toString('base64').replaceAll(/.{70}/g, '$&\n').trimEnd();
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines}\n-----END OPENSSH PRIVATE KEY-----\n`;
}
