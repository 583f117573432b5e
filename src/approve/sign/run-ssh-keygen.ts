import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer, text } from 'node:stream/consumers';
import { planError } from '../../support/errors.ts';
import { printable } from '../../support/printable.ts';
import { signatureNamespace } from '../approval-format.ts';

/** What ssh-keygen is run with. */
export interface SshKeygenSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** It may ask for a passphrase, a PIN or a touch. */
  readonly isInteractive: boolean;
  readonly signal: AbortSignal;
}

/**
 * Signs with `ssh-keygen -Y sign`: keys with a passphrase, which it asks for itself, keys in an agent and in hardware.
 * @param keyPath a private key, or a public one whose private half is in the agent
 * @returns the signature without its armour
 * @throws PlanError SIGNING_FAILED, INTERRUPTED
 */
export async function signBySshKeygen(
  message: Uint8Array,
  keyPath: string,
  { env, isInteractive, signal }: SshKeygenSurroundings,
): Promise<Buffer> {
  const child = spawn('ssh-keygen', ['-Y', 'sign', '-n', signatureNamespace, '-f', keyPath], {
    env: { ...env },
    // A process group of its own has no terminal to ask on.
    detached: !isInteractive,
    stdio: ['pipe', 'pipe', isInteractive ? 'inherit' : 'pipe'],
    signal,
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  // It may end without reading.
  child.stdin?.on('error', () => {});
  child.stdin?.end(message);
  const outputs = Promise.all([
    child.stdout ? buffer(child.stdout) : undefined,
    child.stderr ? text(child.stderr) : '',
  ]);
  let armoured: Buffer | undefined;
  let complaint: string;
  try {
    const [[exitCode], [stdout, stderr]] = await Promise.all([ended, outputs]);
    complaint = stderr.trim() || `exit code ${exitCode}`;
    if (exitCode === 0) armoured = stdout;
  } catch (error) {
    if (signal.aborted) {
      endGroup(child, isInteractive);
      throw planError('INTERRUPTED', 'Interrupted; nothing was written.', {}, error);
    }
    complaint =
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'it is not installed' : String(error);
  }
  const [, base64] = armour.exec(armoured?.toString('latin1') ?? '') ?? [];
  if (base64 !== undefined) return Buffer.from(base64, 'base64');
  throw planError('SIGNING_FAILED', `ssh-keygen -Y sign: ${printable(complaint)}`, { place: { file: keyPath } });
}

/** What ssh-keygen started to ask for a passphrase goes with it; on a terminal Ctrl-C reaches it too. */
function endGroup(child: ChildProcess, isInteractive: boolean): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
  if (isInteractive || child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It is gone.
  }
}

const armour = /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)-----END SSH SIGNATURE-----\n$/;
