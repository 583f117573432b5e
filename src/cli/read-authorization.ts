import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ApprovedAction } from '../approve/approval-format.ts';
import type { ApprovalRules } from '../approve/approval-rules.ts';
import type { AuthorizationRequest } from '../approve/authorization.ts';
import { findApprovals } from '../approve/find-approvals.ts';
import { parseAllowedSigners } from '../approve/signers/parse-allowed-signers.ts';
import { parseRevokedKeys } from '../approve/signers/parse-revoked-keys.ts';
import { unreadable } from '../config/read-source-files.ts';
import { PlanError, type Problem, planError, throwProblems } from '../support/errors.ts';
import type { AuthorizationOptions } from './authorization-options.ts';
import { collectProblems } from './collect-problems.ts';
import { type Policy, readPolicy } from './read-policy.ts';
import type { CommandContext } from './start.ts';

/**
 * Reads all by which it is decided whether a plan may run, or its way back may discard what people did since: the policy, the allowed_signers file, the list of revoked keys and the
 * approvals, each once.
 * @throws PlanError APPROVAL_POLICY where an option asks for less than the policy; USAGE; what the files throw, all at once
 */
export function readAuthorization(
  options: AuthorizationOptions,
  planPath: string,
  { cwd, log }: Pick<CommandContext, 'cwd' | 'log'>,
  action: ApprovedAction = 'apply',
): AuthorizationRequest {
  const { planId: givenPlanId, unapproved } = options;
  const policy = options.policy === undefined ? undefined : policyFor(action, readPolicy(resolve(cwd, options.policy)));
  if (policy) throwProblems(findLoosened(options, policy, cwd));
  const request = { givenPlanId, unapproved, ...(policy ? { policy: policy.digest } : {}) };
  if (unapproved !== undefined) return request;
  const signersPath = options.allowedSigners ?? policy?.allowedSigners;
  if (signersPath === undefined) {
    const asked = policy ?? options.requireApprovals ?? options.approval ?? options.allowSelfApproval;
    if (asked === undefined) return request;
    throw planError('USAGE', 'Approvals are asked for, but nothing says who may approve.', {
      remedy: 'Give --allowed-signers.',
    });
  }
  const { allowedSigners, revokedKeys, approvals } = collectProblems({
    allowedSigners: () => readFile(resolve(cwd, signersPath), parseAllowedSigners),
    revokedKeys: () =>
      policy?.revokedKeys === undefined ? new Set<string>() : readFile(policy.revokedKeys, parseRevokedKeys),
    approvals: () =>
      findApprovals(
        planPath,
        (options.approval ?? []).map((file) => resolve(cwd, file)),
        action,
      ),
  });
  for (const { line, why } of allowedSigners.ignored)
    log.warn(`${allowedSigners.path}:${line} gives nobody a right: ${why}`);
  const rules: ApprovalRules = {
    requireApprovals: Math.max(options.requireApprovals ?? 1, policy?.requireApprovals ?? 1),
    allowedSigners,
    revokedKeys,
    roles: policy?.roles ?? [],
    allowSelfApproval: options.allowSelfApproval ?? false,
    ...(policy?.maxAgeHours === undefined ? {} : { maxAgeHours: policy.maxAgeHours }),
  };
  return { ...request, rules, approvals };
}

/** To discard takes what to apply takes, and what the policy asks for besides. */
function policyFor(action: ApprovedAction, policy: Policy): Policy {
  if (action === 'apply') return policy;
  const { requireApprovals = 1, roles = [] } = policy.discardMasChanges ?? {};
  return {
    ...policy,
    requireApprovals: Math.max(policy.requireApprovals, requireApprovals),
    roles: [...policy.roles, ...roles],
  };
}

/** Options that ask for less than the policy does. */
function findLoosened(options: AuthorizationOptions, policy: Policy, cwd: string): readonly Problem[] {
  const place = { file: resolve(cwd, options.policy ?? '') };
  const signers = options.allowedSigners === undefined ? undefined : resolve(cwd, options.allowedSigners);
  const told = [
    options.unapproved !== undefined && !policy.allowUnapproved && '--unapproved: the policy asks for approvals.',
    options.allowSelfApproval && !policy.allowSelfApproval && '--allow-self-approval: the policy does not allow it.',
    (options.requireApprovals ?? policy.requireApprovals) < policy.requireApprovals &&
      `--require-approvals ${options.requireApprovals}: the policy asks for ${policy.requireApprovals}.`,
    signers !== undefined &&
      policy.allowedSigners !== undefined &&
      signers !== policy.allowedSigners &&
      `--allowed-signers: the policy names ${policy.allowedSigners}.`,
  ];
  return told.flatMap((message): readonly Problem[] =>
    typeof message === 'string' ? [{ code: 'APPROVAL_POLICY', message, place }] : [],
  );
}

function readFile<T>(path: string, parse: (path: string, bytes: Uint8Array) => T): T {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new PlanError([unreadable(path, error)], { cause: error });
  }
  return parse(path, bytes);
}
