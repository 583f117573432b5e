import type { Acceptance, Finding } from '../../plan/types.gen.ts';
import { countOf } from '../acceptances/accept-findings.ts';
import { toFinding } from '../config-rule.ts';
import { coverageOf, isCovered } from './covers.ts';
import { type DataDecision, nameDecision } from './data-decision.ts';
import { decisionExceeded } from './rules/exceeded.ts';
import { decisionUnused } from './rules/unused.ts';

/** A finding with the fact that a query stated. */
export interface StatedFinding {
  readonly finding: Finding;
  readonly fact: string;
}

/** What the decisions make of findings. */
export interface DecidedFindings {
  /** In the order of the findings; one that is settled says by what. */
  readonly findings: readonly Finding[];
  readonly errors: readonly Finding[];
}

/**
 * Marks the findings that decisions about rows settle. One that covers less than was found, or nothing, marks nothing and is an
 * error itself.
 */
export function decideFindings(stated: readonly StatedFinding[], decisions: readonly DataDecision[]): DecidedFindings {
  const settled = new Map<Finding, Acceptance>();
  const errors = decisions.flatMap((decision): readonly Finding[] => {
    const coverage = coverageOf(decision);
    const covered = coverage.map((each) =>
      stated.filter(({ finding, fact }) => isCovered(each, finding.id, fact)).map(({ finding }) => finding),
    );
    const name = nameDecision(decision);
    const count = rowsOf(covered[0] ?? []);
    if (count === 0)
      return [
        toFinding(decisionUnused, { what: `${name} is decided, but no such row is found.`, where: [decision.place] }),
      ];
    if (count > decision.upTo) {
      const what = `${name} was decided for up to ${decision.upTo} rows; found are ${count}.`;
      return [toFinding(decisionExceeded, { what, where: [decision.place], count })];
    }
    const { by, reason, upTo, expires } = decision;
    const more = expires === undefined ? {} : { expires };
    for (const finding of covered.flat()) settled.set(finding, { by, reason, upTo, decision: name, ...more });
    return [];
  });
  return {
    findings: stated.map(({ finding }) => {
      const acceptance = settled.get(finding);
      return acceptance ? { ...finding, acceptance } : finding;
    }),
    errors,
  };
}

function rowsOf(findings: readonly Finding[]): number {
  return findings.length === 0 ? 0 : countOf(findings);
}
