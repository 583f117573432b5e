import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { unreadable } from '../config/read-source-files.ts';
import { type Problem, throwProblems } from '../support/errors.ts';
import { approvalSuffix } from './approval-path.ts';
import type { ApprovalFile } from './authorization.ts';

/**
 * Reads approvals, each file once: those that are named, else all that lie beside the plan, sorted.
 * @throws PlanError FILE_UNREADABLE, each
 */
export function findApprovals(planPath: string, named: readonly string[]): readonly ApprovalFile[] {
  const files: ApprovalFile[] = [];
  const problems: Problem[] = [];
  for (const path of named.length > 0 ? named : besidePlan(planPath)) {
    try {
      files.push({ path, bytes: readFileSync(path) });
    } catch (error) {
      problems.push(unreadable(path, error));
    }
  }
  throwProblems(problems);
  return files;
}

function besidePlan(planPath: string): readonly string[] {
  const folder = dirname(planPath);
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(planPath)}.`) && name.endsWith(approvalSuffix))
    .sort()
    .map((name) => join(folder, name));
}
