import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signatureNamespace } from '../../approve/approval-format.ts';
import { wireStrings } from '../../approve/ssh/wire-string.ts';

/** Who approves in the demo, and who made the plan. */
export const demoApprover = 'ada@example.org';
export const demoPlanner = 'grace@example.org';

/** Makes an SSH key for the person who approves, as `ssh-keygen -t ed25519` does, and the file that says who may. */
export function writeDemoKey(directory: string): { readonly keyFile: string; readonly signersFile: string } {
  const files = { keyFile: 'approver-key', signersFile: 'allowed_signers' };
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  writeFileSync(join(directory, files.keyFile), privateKeyFile(pointOf(publicKey), seed), { mode: 0o600 });
  const signers = [signer(demoApprover, publicKey), signer(demoPlanner, generateKeyPairSync('ed25519').publicKey)];
  writeFileSync(join(directory, files.signersFile), signers.join(''));
  return files;
}

function signer(name: string, key: KeyObject): string {
  const blob = wireStrings('ssh-ed25519', pointOf(key)).toString('base64');
  return `${name} namespaces="${signatureNamespace}" ssh-ed25519 ${blob}\n`;
}

function pointOf(publicKey: KeyObject): Buffer {
  return Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
}

/** OpenSSH's PROTOCOL.key, without a passphrase. */
function privateKeyFile(point: Buffer, seed: Buffer): string {
  const secret = Buffer.concat([
    Buffer.alloc(8),
    wireStrings('ssh-ed25519', point, Buffer.concat([seed, point]), 'demo'),
  ]);
  const padding = Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, -secret.length & 7));
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    wireStrings('none', 'none', ''),
    Buffer.from([0, 0, 0, 1]),
    wireStrings(wireStrings('ssh-ed25519', point), Buffer.concat([secret, padding])),
  ]);
  const lines = body.toString('base64').replaceAll(/.{70}/g, '$&\n').trimEnd();
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines}\n-----END OPENSSH PRIVATE KEY-----\n`;
}
