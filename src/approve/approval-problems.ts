import { isDeepStrictEqual } from 'node:util';
import type { Plan } from '../plan/types.gen.ts';
import type { ErrorCode } from '../support/error-catalog.ts';
import type { Problem } from '../support/errors.ts';
import { signatureNamespace } from './approval-format.ts';
import type { ApprovalRules } from './approval-rules.ts';
import { holdsRole } from './holds-role.ts';
import type { SignedApproval } from './read-signed-approval.ts';
import { isSameIdentity } from './same-identity.ts';
import { findSignerProblem } from './signers/find-signer.ts';
import { findingsOf, targetOf } from './statement.ts';
import { findTimeProblems } from './time-problems.ts';

/** Everything for which an approval whose signature holds does not count for this plan now. */
export function findApprovalProblems(
  approval: SignedApproval,
  {
    plan,
    planId,
    rules,
    now,
  }: { readonly plan: Plan; readonly planId: string; readonly rules: ApprovalRules; readonly now: Date },
): readonly Problem[] {
  const { path, predicate, publicKey, certificate } = approval;
  const { identity } = predicate;
  const problem = (code: ErrorCode, message: string): Problem => ({ code, message, place: { file: path } });
  const problems: Problem[] = [];
  if (approval.planId !== planId) {
    problems.push(problem('APPROVAL_OTHER_PLAN', `It approves ${approval.planId}; this plan is ${planId}.`));
  } else {
    if (!isDeepStrictEqual(predicate.target, targetOf(plan))) {
      const named = `${predicate.target.serverName}, database ${predicate.target.database} (${predicate.target.systemIdentifier}/${predicate.target.oid})`;
      problems.push(problem('APPROVAL_OTHER_TARGET', `It is for another target than the plan: ${named}.`));
    }
    if (predicate.losses === undefined && !isDeepStrictEqual(predicate.findings, findingsOf(plan))) {
      problems.push(problem('APPROVAL_OTHER_FINDINGS', 'The findings that it names are not those of the plan.'));
    }
  }
  const claim = { identity, publicKey, ...(certificate ? { certificate } : {}), namespace: signatureNamespace, now };
  const signer = findSignerProblem(rules.allowedSigners, claim);
  if (signer) problems.push({ ...signer, message: `${path}: ${signer.message}` });
  for (const { fingerprint } of [publicKey, ...(certificate ? [certificate.authority] : [])]) {
    if (rules.revokedKeys.has(fingerprint)) {
      problems.push(
        problem(
          'APPROVAL_KEY_REVOKED',
          `The key ${fingerprint}, on which the approval of ${identity} rests, is revoked.`,
        ),
      );
    }
  }
  problems.push(...findTimeProblems(approval, rules, now));
  if (isSameIdentity(identity, plan.created.by) && !rules.allowSelfApproval) {
    problems.push(problem('APPROVAL_SELF', `${identity} made the plan.`));
  }
  const entitled = rules.roles.find(({ role }) => role === predicate.role);
  if (entitled && !holdsRole(entitled, identity)) {
    problems.push(problem('APPROVAL_ROLE', `The policy does not let ${identity} approve as ${entitled.role}.`));
  }
  return problems;
}
