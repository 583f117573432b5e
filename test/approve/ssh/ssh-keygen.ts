import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signatureNamespace } from '../../../src/approve/approval-format.ts';
import { parsePublicKey, type SshPublicKey } from '../../../src/approve/ssh/public-key.ts';

/** Runs the real ssh-keygen. */
export function sshKeygen(
  args: readonly string[],
  options: { readonly input?: Uint8Array; readonly env?: Readonly<Record<string, string>> } = {},
): { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string } {
  const { status, stdout, stderr, error } = spawnSync('ssh-keygen', args, {
    input: options.input ?? '',
    env: { PATH: process.env.PATH, ...options.env },
  });
  // It may end without reading what it is given.
  if (error && !('code' in error && error.code === 'EPIPE'))
    throw new Error(`ssh-keygen (Debian: openssh-client) does not run: ${error.message}`);
  return { exitCode: status, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** A key pair of the real ssh-keygen: the path of the private key, and the text and the bytes of the public one. */
export interface RealKey {
  readonly path: string;
  readonly text: string;
  readonly publicKey: SshPublicKey;
}

/** Makes one: `-t ed25519`, for example. */
export function makeRealKey(folder: string, name: string, args: readonly string[], passphrase = ''): RealKey {
  const path = join(folder, name);
  const { exitCode, stderr } = sshKeygen(['-q', ...args, '-N', passphrase, '-C', 'a comment', '-f', path]);
  if (exitCode !== 0) throw new Error(stderr);
  const text = readFileSync(`${path}.pub`, 'utf8').trim();
  return { path, text, publicKey: parsePublicKey(Buffer.from(text.split(' ')[1] ?? '', 'base64')) };
}

/** The armour around the bytes of a signature, as ssh-keygen wants it. */
export function armour(signature: Uint8Array): string {
  const lines = Buffer.from(signature).toString('base64').replaceAll(/.{70}/g, '$&\n').trimEnd();
  return `-----BEGIN SSH SIGNATURE-----\n${lines}\n-----END SSH SIGNATURE-----\n`;
}

/** The bytes of a signature by the real ssh-keygen. */
export function signForReal(message: Uint8Array, keyPath: string, options: readonly string[] = []): Buffer {
  const args = ['-Y', 'sign', '-n', signatureNamespace, ...options, '-f', keyPath];
  const { exitCode, stdout, stderr } = sshKeygen(args, { input: message });
  if (exitCode !== 0) throw new Error(stderr);
  return Buffer.from(stdout.replaceAll(/-----.*-----/g, ''), 'base64');
}

/** Whether the real ssh-keygen takes a signature: only its mathematics (`check-novalidate`). */
export function isValidForReal(folder: string, signature: Uint8Array, message: Uint8Array): boolean {
  const file = join(folder, 'signature');
  writeFileSync(file, armour(signature));
  return sshKeygen(['-Y', 'check-novalidate', '-n', signatureNamespace, '-s', file], { input: message }).exitCode === 0;
}

/** Whether the real ssh-keygen lets a signature pass by an allowed_signers file, at a time like 20260131120000Z. */
export function isAllowedForReal(
  folder: string,
  {
    signature,
    message,
    signers,
    identity,
    at,
    env,
    revoked,
  }: {
    readonly signature: Uint8Array;
    readonly message: Uint8Array;
    readonly signers: string;
    readonly identity: string;
    readonly at: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly revoked?: string;
  },
): boolean {
  const files = {
    signature: join(folder, 'signature'),
    signers: join(folder, 'signers'),
    revoked: join(folder, 'revoked'),
  };
  writeFileSync(files.signature, armour(signature));
  writeFileSync(files.signers, signers);
  if (revoked !== undefined) writeFileSync(files.revoked, revoked);
  const args = ['-Y', 'verify', '-n', signatureNamespace, '-I', identity, '-s', files.signature, '-f', files.signers];
  const more = [`-Overify-time=${at}`, ...(revoked === undefined ? [] : ['-r', files.revoked])];
  return sshKeygen([...args, ...more], { input: message, ...(env ? { env } : {}) }).exitCode === 0;
}
