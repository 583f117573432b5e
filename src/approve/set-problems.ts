import type { Problem } from '../support/errors.ts';
import type { ApprovalRules } from './approval-rules.ts';
import { holdsRole } from './holds-role.ts';
import type { SignedApproval } from './read-signed-approval.ts';
import { isSameIdentity } from './same-identity.ts';

/**
 * What a set of approvals lacks as a whole: enough of them, by different people with different keys, in every role that is asked for.
 * @param files how many files there were; some may not even be approvals
 */
export function findSetProblems(
  approvals: readonly SignedApproval[],
  files: number,
  rules: Pick<ApprovalRules, 'requireApprovals' | 'roles'>,
): readonly Problem[] {
  const { requireApprovals, roles } = rules;
  const problems: Problem[] = approvals.flatMap((approval, index) =>
    findDuplicates(approval, approvals.slice(0, index)),
  );
  const needed = `${requireApprovals} ${requireApprovals === 1 ? 'is' : 'are'} needed`;
  if (files === 0) problems.push({ code: 'APPROVAL_MISSING', message: `There is no approval; ${needed}.` });
  else if (files < requireApprovals) {
    problems.push({ code: 'APPROVAL_TOO_FEW', message: `Approvals that were given: ${files}; ${needed}.` });
  }
  for (const required of roles) {
    const isThere = approvals.some(
      ({ predicate }) => predicate.role === required.role && holdsRole(required, predicate.identity),
    );
    if (!isThere && files > 0) {
      problems.push({ code: 'APPROVAL_ROLE_MISSING', message: `Nobody approved as ${required.role}.` });
    }
  }
  return problems;
}

function findDuplicates(
  { path, predicate, publicKey }: SignedApproval,
  earlier: readonly SignedApproval[],
): readonly Problem[] {
  const place = { file: path };
  const sameIdentity = earlier.find((other) => isSameIdentity(other.predicate.identity, predicate.identity));
  if (sameIdentity) {
    const message = `${predicate.identity} approved in ${sameIdentity.path} already, and counts once.`;
    return [{ code: 'APPROVAL_DUPLICATE_IDENTITY', message, place }];
  }
  const sameKey = earlier.find((other) => other.publicKey.fingerprint === publicKey.fingerprint);
  if (!sameKey) return [];
  const message = `The key ${publicKey.fingerprint} signed ${sameKey.path} already, as ${sameKey.predicate.identity}.`;
  return [{ code: 'APPROVAL_DUPLICATE_KEY', message, place }];
}
