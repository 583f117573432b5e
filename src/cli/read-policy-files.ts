import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BundleContents } from '../audit/bundle/make-bundle.ts';
import { unreadable } from '../config/read-source-files.ts';
import { type Problem, throwProblems } from '../support/errors.ts';
import { readPolicy } from './read-policy.ts';

/**
 * Reads what says who may approve: a policy with the files that it names, or an allowed_signers file.
 * @throws PlanError FILE_UNREADABLE, each; what readPolicy throws
 */
export function readPolicyFiles(
  options: { readonly policy?: string; readonly allowedSigners?: string },
  cwd: string,
): BundleContents['policy'] {
  const path = options.policy === undefined ? undefined : resolve(cwd, options.policy);
  const policy = path === undefined ? undefined : readPolicy(path);
  const signers = options.allowedSigners === undefined ? policy?.allowedSigners : resolve(cwd, options.allowedSigners);
  const named = { 'policy.yaml': path, allowed_signers: signers, revoked_keys: policy?.revokedKeys } as const;
  const problems: Problem[] = [];
  const files = (['policy.yaml', 'allowed_signers', 'revoked_keys'] as const).flatMap((name) => {
    const file = named[name];
    if (file === undefined) return [];
    try {
      return [[name, readFileSync(file)] as const];
    } catch (error) {
      problems.push(unreadable(file, error));
      return [];
    }
  });
  throwProblems(problems);
  return new Map(files);
}
