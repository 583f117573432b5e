import { sha256 } from '../support/digest.ts';
import type { ErrorCode } from '../support/error-catalog.ts';
import type { Problem } from '../support/errors.ts';
import { type ApprovedAction, payloadType, predicateTypes, signatureNamespace } from './approval-format.ts';
import type { ApprovalFile } from './authorization.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import { preAuthenticationEncoding } from './pae.ts';
import { readStatement } from './read-statement.ts';
import type { CertifiedKey } from './ssh/certificate.ts';
import { SshError } from './ssh/ssh-error.ts';
import { isSshsigValid, parseSshsig } from './ssh/sshsig.ts';
import type { Predicate } from './statement.ts';

/** An approval whose signature holds. Whose key it is, and for which plan it was made, is not looked at yet. */
export interface SignedApproval extends CertifiedKey {
  readonly path: string;
  /** Of the plan that it approves. */
  readonly planId: string;
  readonly predicate: Predicate;
  readonly envelopeDigest: string;
  readonly statementDigest: string;
}

/**
 * Reads an approval file of this action and checks its signature; the bytes that were verified are those that are parsed.
 * @returns the problem where there is one: APPROVAL_FORMAT, APPROVAL_PAYLOAD_TYPE, APPROVAL_OTHER_ACTION, APPROVAL_NAMESPACE, APPROVAL_ALGORITHM,
 * APPROVAL_CERTIFICATE, APPROVAL_SIGNATURE
 */
export function readSignedApproval(
  { path, bytes }: ApprovalFile,
  action: ApprovedAction = 'apply',
): SignedApproval | Problem {
  const problem = (code: ErrorCode, message: string): Problem => ({ code, message, place: { file: path } });
  const envelope = readEnvelope(bytes);
  if (!envelope) return problem('APPROVAL_FORMAT', 'It is no approval file, or not byte for byte as it was written.');
  if (envelope.payloadType !== payloadType) {
    return problem('APPROVAL_PAYLOAD_TYPE', `It holds ${envelope.payloadType}, not ${payloadType}.`);
  }
  const signature = checkSignature(envelope);
  if ('code' in signature) return problem(signature.code, signature.message);
  const read = readStatement(envelope.payload, action);
  if (read.is === 'malformed') return problem('APPROVAL_FORMAT', `What was signed is no approval: ${read.why}.`);
  if (read.is === 'other-type' && Object.values<string>(predicateTypes).includes(read.found)) {
    return problem('APPROVAL_OTHER_ACTION', `It is no approval to ${action}, but ${read.found}.`);
  }
  if (read.is === 'other-type')
    return problem('APPROVAL_PAYLOAD_TYPE', `What was signed is no approval, but ${read.found}.`);
  const { subject, predicate } = read.statement;
  return {
    path,
    planId: `sha256:${subject[0].digest.sha256}`,
    predicate,
    ...signature,
    envelopeDigest: sha256(bytes),
    statementDigest: sha256(envelope.payload),
  };
}

/** The key that made the signature. */
function checkSignature({ payload, keyid, signature }: Envelope): CertifiedKey | Pick<Problem, 'code' | 'message'> {
  try {
    const sshsig = parseSshsig(signature);
    if (sshsig.namespace !== signatureNamespace) {
      const message = `The signature was made for ${JSON.stringify(sshsig.namespace)}, not for ${signatureNamespace}.`;
      return { code: 'APPROVAL_NAMESPACE', message };
    }
    if (sshsig.publicKey.fingerprint !== keyid) {
      return { code: 'APPROVAL_FORMAT', message: 'keyid is not the fingerprint of the key in the signature.' };
    }
    if (!isSshsigValid(sshsig, preAuthenticationEncoding(payloadType, payload))) {
      return { code: 'APPROVAL_SIGNATURE', message: `The signature by the key ${keyid} does not fit what it says.` };
    }
    const { publicKey, certificate } = sshsig;
    return { publicKey, ...(certificate ? { certificate } : {}) };
  } catch (error) {
    if (!(error instanceof SshError)) throw error;
    return { code: codes[error.reason], message: `The signature cannot be checked: ${error.message}.` };
  }
}

const codes = {
  algorithm: 'APPROVAL_ALGORITHM',
  certificate: 'APPROVAL_CERTIFICATE',
  malformed: 'APPROVAL_FORMAT',
} as const;
