import { payloadType } from '../../src/approve/approval-format.ts';
import type { ApprovalRules } from '../../src/approve/approval-rules.ts';
import type { ApprovalFile, AuthorizationRequest } from '../../src/approve/authorization.ts';
import { writeEnvelope } from '../../src/approve/envelope.ts';
import { preAuthenticationEncoding } from '../../src/approve/pae.ts';
import { signHere } from '../../src/approve/sign/sign-here.ts';
import { makeStatement, type OwnWords, type StatedDiscard } from '../../src/approve/statement.ts';
import { makeKey, rulesOf, type TestKey } from '../approve/approved.ts';
import type { PlannedExample } from './planned-example.ts';

/** People who approve an example, each with a key. */
export interface Approvers {
  readonly rules: ApprovalRules;
  /** Approvals of this plan by these people, signed at this time. */
  approve(
    example: PlannedExample,
    names: readonly string[],
    time: string,
    discard?: StatedDiscard,
  ): AuthorizationRequest;
}

export function makeApprovers(names: readonly string[], requireApprovals: number): Approvers {
  const keys = new Map(names.map((name): [string, TestKey] => [name, makeKey()]));
  const rules = rulesOf([...keys].map(([name, { text }]) => `${name} ${text}\n`).join(''), { requireApprovals });
  return {
    rules,
    approve: (example, who, time, discard) => ({
      rules,
      approvals: who.map((name) => approval(example, { identity: name, time }, keys.get(name), discard)),
    }),
  };
}

function approval(
  { plan, planId }: PlannedExample,
  words: Pick<OwnWords, 'identity' | 'time'>,
  key = makeKey(),
  discard?: StatedDiscard,
): ApprovalFile {
  const about = { planId, name: 'plan.yaml', toolVersion: '0.0.0' };
  const payload = Buffer.from(JSON.stringify(makeStatement(plan, about, words, discard)));
  const signature = signHere(preAuthenticationEncoding(payloadType, payload), key);
  const bytes = Buffer.from(writeEnvelope({ payloadType, payload, keyid: key.fingerprint, signature }));
  return { path: `/${words.identity}.approval.json`, bytes };
}
