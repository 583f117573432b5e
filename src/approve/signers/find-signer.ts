import type { ErrorCode } from '../../support/error-catalog.ts';
import type { Problem } from '../../support/errors.ts';
import type { SshPublicKey } from '../ssh/public-key.ts';
import type { AllowedSigner, AllowedSigners } from './allowed-signers.ts';
import { matchesPatternList } from './match-pattern.ts';

/** What a signature claims. */
export interface SignerClaim {
  readonly identity: string;
  readonly publicKey: SshPublicKey;
  readonly namespace: string;
  readonly now: Date;
}

/**
 * Looks for a line of an allowed_signers file that lets this identity sign with this key in this namespace now.
 * @returns undefined where there is one; else why the lines that come closest do not
 */
export function findSignerProblem({ path, signers }: AllowedSigners, claim: SignerClaim): Problem | undefined {
  const { identity, publicKey, namespace } = claim;
  const unknown = (message: string): Problem => ({ code: 'APPROVAL_UNKNOWN_SIGNER', message, place: { file: path } });
  const ofIdentity = signers.filter(({ principals }) => matchesPatternList(identity, principals));
  if (ofIdentity.length === 0) return unknown(`No line names ${identity}.`);
  const ofKey = ofIdentity.filter((signer) => !signer.isCertAuthority && signer.publicKey.blob.equals(publicKey.blob));
  if (ofKey.length === 0) return unknown(`No line of ${identity} has the key ${publicKey.fingerprint}.`);
  const inNamespace = ofKey.filter(
    ({ namespaces }) => namespaces === undefined || matchesPatternList(namespace, namespaces),
  );
  const refusal = (code: ErrorCode, [first]: readonly AllowedSigner[], why: string): Problem => ({
    code,
    message: `The key ${publicKey.fingerprint} of ${identity} ${why}.`,
    place: { file: path, ...(first ? { line: first.line } : {}) },
  });
  if (inNamespace.length === 0)
    return refusal('APPROVAL_NAMESPACE', ofKey, `may not sign in the namespace ${namespace}`);
  const valid = inNamespace.filter((signer) => isValid(signer, claim.now));
  return valid.length > 0 ? undefined : refusal('APPROVAL_KEY_REVOKED', inNamespace, 'is not valid at this time');
}

/** In whole seconds, and with both ends, as ssh-keygen compares. */
function isValid({ validAfter, validBefore }: AllowedSigner, now: Date): boolean {
  const seconds = Math.floor(now.getTime() / 1000);
  return (validAfter === undefined || seconds >= validAfter) && (validBefore === undefined || seconds <= validBefore);
}
