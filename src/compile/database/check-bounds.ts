import { coverageOf } from '../../check/decisions/covers.ts';
import { type DataDecision, nameDecision } from '../../check/decisions/data-decision.ts';
import type { StatedByCheck } from '../compile-findings.ts';
import type { DataCheck } from './data-checks.ts';

/** How many rows may be found by one question when the plan is applied. */
export interface CheckBounds {
  /** Facts that may be found then, sorted: all others are of a new kind. Empty where none may be, or every one may. */
  readonly known: readonly string[];
  readonly limits: readonly Limit[];
}

/** Facts with the most rows that they may cover together. */
export interface Limit {
  /** Sorted; empty for everything that the question finds. */
  readonly facts: readonly string[];
  /** What is said of them together. */
  readonly fact: string;
  readonly planned: string;
  readonly upTo: number;
}

/**
 * Warnings that were found and that nobody decided about may go on, in any number; errors may not.
 * @param stated what this question found when the plan was made
 * @param decisions those that are followed
 */
export function boundsOf(
  check: DataCheck,
  stated: readonly StatedByCheck[],
  decisions: readonly DataDecision[],
): CheckBounds {
  const whole = decisions
    .filter((decision) => coverageOf(decision).some(({ rule, fact }) => rule === check.rule && fact === undefined))
    .map(nameDecision);
  const limits = new Map<string, Limit>();
  for (const { finding, fact } of stated) {
    if (!finding.acceptance) continue;
    // One acceptance may cover several facts: it is told by its words, and no two have the same.
    const key = JSON.stringify(finding.acceptance);
    const { upTo, by, decision } = finding.acceptance;
    const isAll = decision !== undefined && whole.includes(decision);
    const facts = isAll ? [] : [...(limits.get(key)?.facts ?? []), fact].sort();
    const name = isAll ? check.rule.title : facts.join(' + ');
    limits.set(key, { facts, fact: name, planned: `at most ${upTo}, as ${by} decided`, upTo });
  }
  const isAllKnown = [...limits.values()].some(({ facts }) => facts.length === 0);
  const known = isAllKnown ? [] : stated.filter(({ finding }) => finding.severity !== 'error' || finding.acceptance);
  return { known: known.map(({ fact }) => fact).sort(), limits: [...limits.values()] };
}
