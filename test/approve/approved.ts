import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { payloadType } from '../../src/approve/approval-format.ts';
import type { ApprovalRules } from '../../src/approve/approval-rules.ts';
import type { ApprovalFile } from '../../src/approve/authorization.ts';
import { authorize } from '../../src/approve/authorize.ts';
import { writeEnvelope } from '../../src/approve/envelope.ts';
import { preAuthenticationEncoding } from '../../src/approve/pae.ts';
import { signHere } from '../../src/approve/sign/sign-here.ts';
import { parseAllowedSigners } from '../../src/approve/signers/parse-allowed-signers.ts';
import { fingerprintOf } from '../../src/approve/ssh/fingerprint.ts';
import { wireStrings } from '../../src/approve/ssh/wire-string.ts';
import { makeStatement, type OwnWords, type Statement } from '../../src/approve/statement.ts';
import { planIdOf } from '../../src/plan/plan-id.ts';
import type { Plan } from '../../src/plan/types.gen.ts';
import { writePlan } from '../../src/plan/write-plan.ts';
import { examplePlan } from '../support/plan-builder.ts';

/** An ed25519 key of SSH. */
export interface TestKey {
  readonly publicKeyBlob: Buffer;
  readonly privateKey: KeyObject;
  /** As a .pub file has it. */
  readonly text: string;
  readonly fingerprint: string;
}

export function makeKey(): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const blob = wireStrings('ssh-ed25519', Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));
  const text = `ssh-ed25519 ${blob.toString('base64')}`;
  return { publicKeyBlob: blob, privateKey, text, fingerprint: fingerprintOf(blob) };
}

export const plan: Plan = examplePlan();
export const planId = planIdOf(Buffer.from(writePlan(plan)));

/** When the approvals of these tests were signed, and when they are used. */
export const signedAt = '2026-01-30T12:00:00.000Z';
export const now = new Date('2026-01-31T12:00:00Z');

/** What ada says of the plan. */
export function statementOf(words: Partial<OwnWords> = {}): Statement {
  const about = { planId, name: 'plan.yaml', toolVersion: '0.0.0' };
  return makeStatement(plan, about, { identity: 'ada@example.org', time: signedAt, ...words });
}

/** An approval file that says this, signed with this key. */
export function signed(statement: object | string, key: TestKey, path = '/plan.yaml.ada.approval.json'): ApprovalFile {
  const payload = Buffer.from(typeof statement === 'string' ? statement : JSON.stringify(statement));
  const signature = signHere(preAuthenticationEncoding(payloadType, payload), key);
  return { path, bytes: Buffer.from(writeEnvelope({ payloadType, payload, keyid: key.fingerprint, signature })) };
}

/** Rules with this allowed_signers file. */
export function rulesOf(signers: string, rules: Partial<ApprovalRules> = {}): ApprovalRules {
  return {
    requireApprovals: 1,
    allowedSigners: parseAllowedSigners('/allowed_signers', Buffer.from(signers)),
    revokedKeys: new Set(),
    roles: [],
    allowSelfApproval: false,
    ...rules,
  };
}

/** What apply decides about these approvals. */
export function decide(
  approvals: readonly ApprovalFile[],
  rules: ApprovalRules,
  subject: Partial<Parameters<typeof authorize>[1]> = {},
): ReturnType<typeof authorize> {
  return authorize({ rules, approvals }, { plan, planId, rehearse: false, now, ...subject });
}
