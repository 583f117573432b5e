import type { Plan } from '../plan/types.gen.ts';
import { type Problem, planError, throwProblems } from '../support/errors.ts';
import type { ApprovedAction } from './approval-format.ts';
import { findApprovalProblems } from './approval-problems.ts';
import type { ApprovalRules } from './approval-rules.ts';
import type { Authorization, AuthorizationRequest, GivenApproval } from './authorization.ts';
import { checkPlanId } from './check-plan-id.ts';
import { readSignedApproval, type SignedApproval } from './read-signed-approval.ts';
import { isSameIdentity } from './same-identity.ts';
import { findSetProblems } from './set-problems.ts';

/** What is to run, and when. */
export interface AuthorizationSubject {
  readonly plan: Plan;
  readonly planId: string;
  readonly rehearse: boolean;
  /** What it is that approvals must be of. */
  readonly action?: ApprovedAction;
  readonly now: Date;
}

/**
 * Decides by what right a plan runs: approvals that all hold and are enough, or its id together with a reason why there are none. A
 * rehearsal, of which nothing stays, is content with the id where no approvals are asked for.
 * @throws PlanError with exit code 13 and everything that is in the way, each with the file
 */
export function authorize(request: AuthorizationRequest, subject: AuthorizationSubject): Authorization {
  const { givenPlanId, unapproved, rules, policy } = request;
  const { planId, rehearse } = subject;
  const common = policy === undefined ? {} : { policy };
  if (givenPlanId !== undefined) checkPlanId(planId, givenPlanId);
  if (unapproved !== undefined) {
    checkPlanId(planId, givenPlanId);
    return { unapproved, ...common };
  }
  if (rules) return { ...checkApprovals(request.approvals ?? [], rules, subject), ...common };
  if (rehearse) {
    checkPlanId(planId, givenPlanId);
    return common;
  }
  throw planError(
    'APPROVAL_MISSING',
    givenPlanId === undefined
      ? 'Neither --allowed-signers with approvals nor a policy is given.'
      : 'Only --plan-id is given, which does not say that anybody approved the plan.',
  );
}

function checkApprovals(
  files: NonNullable<AuthorizationRequest['approvals']>,
  rules: ApprovalRules,
  subject: AuthorizationSubject,
): Authorization {
  const read = files.map((file) => readSignedApproval(file, subject.action));
  const signed = read.filter((item): item is SignedApproval => !('code' in item));
  const problems = read.flatMap((item): readonly Problem[] =>
    'code' in item ? [item] : findApprovalProblems(item, { ...subject, rules }),
  );
  const all = [...problems, ...findSetProblems(signed, files.length, rules)];
  throwProblems(all);
  const isOwn = signed.some(({ predicate }) => isSameIdentity(predicate.identity, subject.plan.created.by));
  return { approvals: signed.map(givenApproval), ...(isOwn ? { selfApproval: true } : {}) };
}

function givenApproval({ predicate, publicKey, envelopeDigest, statementDigest }: SignedApproval): GivenApproval {
  const { identity, role, comment, time, applied, losses } = predicate;
  return {
    identity,
    ...(role === undefined ? {} : { role }),
    ...(comment === undefined ? {} : { comment }),
    time,
    key: publicKey.fingerprint,
    envelope: envelopeDigest,
    statement: statementDigest,
    ...(applied === undefined ? {} : { applied }),
    ...(losses === undefined ? {} : { losses }),
  };
}
