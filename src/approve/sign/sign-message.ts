import { readFileSync } from 'node:fs';
import { unreadable } from '../../config/read-source-files.ts';
import { PlanError, planError } from '../../support/errors.ts';
import { signatureNamespace } from '../approval-format.ts';
import type { SshPublicKey } from '../ssh/public-key.ts';
import { SshError } from '../ssh/ssh-error.ts';
import { isSshsigValid, parseSshsig } from '../ssh/sshsig.ts';
import { readPrivateKey } from './read-private-key.ts';
import { type SshKeygenSurroundings, signBySshKeygen } from './run-ssh-keygen.ts';
import { signHere } from './sign-here.ts';

/** A signature and the key that made it. */
export interface SignedMessage {
  /** SSHSIG, without its armour. */
  readonly signature: Buffer;
  readonly publicKey: SshPublicKey;
}

/**
 * Signs a message for our namespace with an SSH key, and checks the result as apply will.
 * @throws PlanError FILE_UNREADABLE, SIGNING_FAILED, APPROVAL_ALGORITHM for a key that apply would not accept, INTERRUPTED
 */
export async function signMessage(
  message: Uint8Array,
  keyPath: string,
  surroundings: SshKeygenSurroundings,
): Promise<SignedMessage> {
  const key = readPrivateKey(readKeyFile(keyPath));
  const signature = key ? signHere(message, key) : await signBySshKeygen(message, keyPath, surroundings);
  const place = { file: keyPath };
  try {
    const sshsig = parseSshsig(signature);
    if (sshsig.namespace === signatureNamespace && isSshsigValid(sshsig, message)) {
      return { signature, publicKey: sshsig.publicKey };
    }
  } catch (error) {
    if (!(error instanceof SshError)) throw error;
    const codes = {
      algorithm: 'APPROVAL_ALGORITHM',
      certificate: 'APPROVAL_CERTIFICATE',
      malformed: 'SIGNING_FAILED',
    } as const;
    throw planError(codes[error.reason], `The signature cannot be used: ${error.message}.`, { place }, error);
  }
  throw planError('SIGNING_FAILED', 'The signature that was made does not hold.', { place });
}

function readKeyFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new PlanError([unreadable(path, error)], { cause: error });
  }
}
