import type { Finding, Summary } from './types.gen.ts';

/** What a finding counts as: once, in every summary, report and exit code. */
export type FindingGroup = keyof Summary['findings'];

/** In the order in which they are shown. */
export const findingGroups = ['error', 'warning', 'unevaluated', 'info', 'accepted'] as const satisfies FindingGroup[];

/** Accepted wins over everything; what could not be evaluated is neither a warning nor information. */
export function groupOf({
  severity,
  outcome,
  acceptance,
}: Pick<Finding, 'severity' | 'outcome' | 'acceptance'>): FindingGroup {
  return acceptance ? 'accepted' : (outcome ?? severity);
}

/** Whether somebody has to decide about it: an error, a warning, or what could not be evaluated, not accepted. */
export function needsDecision(finding: Parameters<typeof groupOf>[0]): boolean {
  return !['info', 'accepted'].includes(groupOf(finding));
}

/** What a group is called where people read it. */
export function groupName(group: FindingGroup): string {
  return group === 'unevaluated' ? 'not evaluated' : group;
}

/** How many there are of each. */
export function countGroups(findings: readonly Finding[]): Summary['findings'] {
  const count = (group: FindingGroup): number => findings.filter((finding) => groupOf(finding) === group).length;
  return {
    error: count('error'),
    warning: count('warning'),
    unevaluated: count('unevaluated'),
    info: count('info'),
    accepted: count('accepted'),
  };
}
