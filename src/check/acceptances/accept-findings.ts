import type { Finding } from '../../plan/types.gen.ts';
import { toFinding } from '../config-rule.ts';
import type { Rule } from '../rule.ts';
import type { AcceptanceDecision } from './acceptance.ts';
import { acceptanceExceeded } from './rules/exceeded.ts';
import { acceptanceExpired } from './rules/expired.ts';
import { acceptanceImpossible } from './rules/impossible.ts';
import { acceptanceUnused } from './rules/unused.ts';

/**
 * Marks the findings that somebody accepted. An acceptance that cannot be followed marks nothing and is an error itself.
 * Of several that match a finding the first counts; one that is settled already stays as it is.
 * @param rules all of them: they say which errors may be accepted
 * @param today the day of the plan, `2026-01-31`
 */
export function acceptFindings(
  findings: readonly Finding[],
  decisions: readonly AcceptanceDecision[],
  rules: readonly Rule[],
  today: string,
): readonly Finding[] {
  const accepted = new Map<Finding, Finding['acceptance']>();
  const errors = decisions.flatMap((decision): readonly Finding[] => {
    const matched = findings.filter(
      (finding) => isMeant(finding, decision) && !finding.acceptance && !accepted.has(finding),
    );
    const obstacle = findObstacle(decision, matched, rules, today);
    if (obstacle) return [toFinding(obstacle.rule, { what: obstacle.what, where: [decision.place] })];
    const { by, reason, upTo, scope, expires } = decision;
    const more = { ...(scope === undefined ? {} : { scope }), ...(expires === undefined ? {} : { expires }) };
    for (const finding of matched) accepted.set(finding, { by, reason, upTo, ...more });
    return [];
  });
  const marked = findings.map((finding) => {
    const acceptance = accepted.get(finding);
    return acceptance ? { ...finding, acceptance } : finding;
  });
  return [...marked, ...errors];
}

/** Rows or keys that a finding covers. */
export function countOf(findings: readonly Finding[]): number {
  return findings.reduce((sum, { count }) => sum + Math.max(1, count ?? 1), 0);
}

/** Whether somebody may accept findings of a rule: all but errors with which the migration cannot succeed. */
export function isAcceptable(finding: Finding, rules: readonly Rule[]): boolean {
  if (/^(acceptance|decision)\//.test(finding.id)) return false;
  return finding.severity !== 'error' || rules.some((rule) => rule.id === finding.id && rule.isAcceptable === true);
}

function isMeant({ id, what, where }: Finding, { finding, scope }: AcceptanceDecision): boolean {
  if (id !== finding) return false;
  if (scope === undefined || what.includes(scope)) return true;
  return where.some((place) => [place.file, place.key, place.table].some((text) => text?.includes(scope)));
}

function findObstacle(
  decision: AcceptanceDecision,
  matched: readonly Finding[],
  rules: readonly Rule[],
  today: string,
): { readonly rule: Rule; readonly what: string } | undefined {
  const { finding, scope, upTo, expires } = decision;
  const name = scope === undefined ? finding : `${finding} (${scope})`;
  if (matched.length === 0) return { rule: acceptanceUnused, what: `${name} is accepted, but not found.` };
  if (matched.some((one) => !isAcceptable(one, rules)))
    return { rule: acceptanceImpossible, what: `${name} is an error with which the migration cannot succeed.` };
  if (expires !== undefined && expires < today)
    return { rule: acceptanceExpired, what: `${name} was accepted until ${expires}.` };
  const count = countOf(matched);
  return count > upTo
    ? { rule: acceptanceExceeded, what: `${name} was accepted up to ${upTo}; found are ${count}.` }
    : undefined;
}
