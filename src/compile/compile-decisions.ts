import { countOf } from '../check/acceptances/accept-findings.ts';
import { coverageOf } from '../check/decisions/covers.ts';
import { nameDecision } from '../check/decisions/data-decision.ts';
import type { Accounting, Decision, DecisionEffect, Plan } from '../plan/types.gen.ts';
import type { StatedByCheck } from './compile-findings.ts';
import type { PlanInputs } from './compile-plan.ts';
import type { OutcomeRow } from './database/sum-accounting.ts';

/** Each decision that is followed, in the order of the file, with what it does to the accounting; nothing where there is none. */
export function compileDecisions(
  { queries, answers }: Pick<PlanInputs, 'queries' | 'answers'>,
  accounting: readonly Accounting[],
  stated: readonly StatedByCheck[],
): Pick<Plan, 'decisions'> {
  const decisions = queries.withoutDecisions.map(({ decision, entities }, index): Decision => {
    const { by, reason, upTo, expires } = decision;
    const name = nameDecision(decision);
    const settled = stated.map(({ finding }) => finding).filter(({ acceptance }) => acceptance?.decision === name);
    const [main] = coverageOf(decision);
    const counted = settled.filter(({ id }) => id === main.rule.id);
    return {
      decision: name,
      by,
      reason,
      upTo,
      ...(expires === undefined ? {} : { expires }),
      rows: counted.length === 0 ? 0 : countOf(counted),
      findings: [...new Set(settled.map(({ id }) => id))].sort(),
      effects: entities.flatMap(({ entity }) => {
        const without = answers.withoutDecisions[index]?.get(entity) ?? [];
        const now = accounting.find((each) => each.entity === entity);
        return now ? [...effectsOn(now, without)] : [];
      }),
    };
  });
  return decisions.length === 0 ? {} : { decisions };
}

/** The outcomes of one entity that have other counts, what is migrated first. */
function effectsOn(
  { entity, migrated, skipped }: Accounting,
  without: readonly OutcomeRow[],
): readonly DecisionEffect[] {
  const after = new Map<string, number>([
    ...migrated.map(({ table, rows }) => [`migrated:${table}`, rows] as const),
    ...skipped.map(({ reason, rows }) => [`skipped:${reason}`, rows] as const),
  ]);
  const before = new Map(
    without.filter(({ outcome }) => outcome !== 'total').map(({ outcome, rows }) => [outcome, rows]),
  );
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((outcome) => ({ entity, outcome, before: before.get(outcome) ?? 0, after: after.get(outcome) ?? 0 }))
    .filter((effect) => effect.before !== effect.after);
}
