import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { unreadable } from '../config/read-source-files.ts';
import { type Problem, throwProblems } from '../support/errors.ts';
import type { ApprovedAction } from './approval-format.ts';
import { approvalSuffixes } from './approval-path.ts';
import type { ApprovalFile } from './authorization.ts';

/**
 * Reads approvals, each file once: those that are named, else all for this action that lie beside the plan, sorted.
 * @throws PlanError FILE_UNREADABLE, each
 */
export function findApprovals(
  planPath: string,
  named: readonly string[],
  action: ApprovedAction = 'apply',
): readonly ApprovalFile[] {
  const files: ApprovalFile[] = [];
  const problems: Problem[] = [];
  for (const path of named.length > 0 ? named : besidePlan(planPath, action)) {
    try {
      files.push({ path, bytes: readFileSync(path) });
    } catch (error) {
      problems.push(unreadable(path, error));
    }
  }
  throwProblems(problems);
  return files;
}

function besidePlan(planPath: string, action: ApprovedAction): readonly string[] {
  const folder = dirname(planPath);
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(planPath)}.`) && name.endsWith(approvalSuffixes[action]))
    .sort()
    .map((name) => join(folder, name));
}
