import type { ErrorCode } from '../../support/error-catalog.ts';
import type { Problem } from '../../support/errors.ts';
import type { CertifiedKey } from '../ssh/certificate.ts';
import type { AllowedSigner, AllowedSigners } from './allowed-signers.ts';
import { matchesPatternList } from './match-pattern.ts';

/** What a signature claims. */
export interface SignerClaim extends CertifiedKey {
  readonly identity: string;
  readonly namespace: string;
  readonly now: Date;
}

/**
 * Looks for a line of an allowed_signers file that lets this identity sign with this key in this namespace now. A key in a
 * certificate needs a line with its authority, as for ssh-keygen.
 * @returns undefined where there is one; else why the lines that come closest do not
 */
export function findSignerProblem({ path, signers }: AllowedSigners, claim: SignerClaim): Problem | undefined {
  const { identity, publicKey, certificate, namespace } = claim;
  const unknown = (message: string): Problem => ({ code: 'APPROVAL_UNKNOWN_SIGNER', message, place: { file: path } });
  const ofIdentity = signers.filter(({ principals }) => matchesPatternList(identity, principals));
  if (ofIdentity.length === 0) return unknown(`No line names ${identity}.`);
  const key = certificate?.authority ?? publicKey;
  const ofKey = ofIdentity.filter(
    (signer) => signer.isCertAuthority === (certificate !== undefined) && signer.publicKey.blob.equals(key.blob),
  );
  if (ofKey.length === 0) {
    return unknown(`No line of ${identity} has the key ${key.fingerprint}${certificate ? ' as cert-authority' : ''}.`);
  }
  const uncertified = findCertificateProblem(claim);
  if (uncertified !== undefined) return { code: 'APPROVAL_CERTIFICATE', message: uncertified, place: { file: path } };
  const refusal = (code: ErrorCode, [first]: readonly AllowedSigner[], why: string): Problem => ({
    code,
    message: `The key ${key.fingerprint} of ${identity} ${why}.`,
    place: { file: path, ...(first ? { line: first.line } : {}) },
  });
  const inNamespace = ofKey.filter(
    ({ namespaces }) => namespaces === undefined || matchesPatternList(namespace, namespaces),
  );
  if (inNamespace.length === 0)
    return refusal('APPROVAL_NAMESPACE', ofKey, `may not sign in the namespace ${namespace}`);
  const valid = inNamespace.filter((signer) => isValid(signer, claim.now));
  return valid.length > 0 ? undefined : refusal('APPROVAL_KEY_REVOKED', inNamespace, 'is not valid at this time');
}

/** Why the certificate, where there is one, does not speak of this identity now. */
function findCertificateProblem({ identity, certificate, publicKey, now }: SignerClaim): string | undefined {
  if (!certificate) return undefined;
  const { principals, validAfter, validBefore } = certificate;
  const of = `The certificate of the key ${publicKey.fingerprint}`;
  if (!principals.includes(identity)) return `${of} does not name ${identity}.`;
  const time = BigInt(seconds(now));
  return time >= validAfter && time < validBefore ? undefined : `${of} is not valid at this time.`;
}

/** In whole seconds, and with both ends, as ssh-keygen compares. */
function isValid({ validAfter, validBefore }: AllowedSigner, now: Date): boolean {
  const time = seconds(now);
  return (validAfter === undefined || time >= validAfter) && (validBefore === undefined || time <= validBefore);
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
