import { basename } from 'node:path';
import { findErroredProblems } from '../plan/errored-problems.ts';
import type { Plan } from '../plan/types.gen.ts';
import { planError, throwProblems } from '../support/errors.ts';
import { writeExclusively } from '../support/write-exclusively.ts';
import { payloadType } from './approval-format.ts';
import { approvalPath } from './approval-path.ts';
import { writeEnvelope } from './envelope.ts';
import { preAuthenticationEncoding } from './pae.ts';
import type { SshKeygenSurroundings } from './sign/run-ssh-keygen.ts';
import { signMessage } from './sign/sign-message.ts';
import { makeStatement, type OwnWords, type StatedDiscard } from './statement.ts';

/** Who approves what, and with which key. */
export interface ApproveRequest extends SshKeygenSurroundings {
  readonly plan: Plan;
  readonly planId: string;
  readonly planPath: string;
  readonly words: OwnWords;
  /** Where it is not about applying, but about a way back that discards what people did since. */
  readonly discard?: StatedDiscard | undefined;
  readonly keyPath: string;
  readonly toolVersion: string;
}

/** An approval that was written. */
export interface WrittenApproval {
  readonly path: string;
  readonly fingerprint: string;
}

/**
 * Signs a plan and writes the approval beside it.
 * @throws PlanError PLAN_ERRORED, APPROVAL_EXISTS, FILE_UNWRITABLE and what signMessage throws
 */
export async function approvePlan(request: ApproveRequest): Promise<WrittenApproval> {
  const { plan, planId, planPath, words, discard, keyPath, toolVersion } = request;
  throwProblems(findErroredProblems(plan));
  const statement = makeStatement(plan, { planId, name: basename(planPath), toolVersion }, words, discard);
  const payload = Buffer.from(JSON.stringify(statement));
  const { signature, publicKey } = await signMessage(preAuthenticationEncoding(payloadType, payload), keyPath, request);
  const path = approvalPath(planPath, words.identity, discard ? 'discard-mas-changes' : 'apply');
  const text = writeEnvelope({ payloadType, payload, keyid: publicKey.fingerprint, signature });
  if (!(await writeExclusively(path, text))) throw approvalExists(path);
  return { path, fingerprint: publicKey.fingerprint };
}

/** APPROVAL_EXISTS. */
export function approvalExists(path: string): Error {
  return planError('APPROVAL_EXISTS', `${path} exists already.`, { place: { file: path } });
}
