import { groupName, groupOf, needsDecision } from '../plan/finding-group.ts';
import type { Plan } from '../plan/types.gen.ts';
import { printable } from '../support/printable.ts';

/** What `plan` answers: the findings that decide its exit code, a line each, and how to go on. `show` says the rest. */
export function summarizePlan(plan: Pick<Plan, 'findings' | 'summary'>, file: string, planId: string): string {
  const { findings, summary } = plan;
  const lines = findings
    .filter(needsDecision)
    .map((finding) => `${groupName(groupOf(finding))} ${finding.id}: ${printable(finding.what)}`);
  return [
    ...lines,
    ...(lines.length > 0 ? [''] : []),
    `Rows:    ${summary.rowsMigrated} for MAS, ${summary.rowsSkipped} left out`,
    `Plan:    ${printable(file)}`,
    `Plan id: ${planId}`,
    '',
  ].join('\n');
}
