import type { AssertStep } from '../../plan/types.gen.ts';
import { renderTemplate, type Templates } from '../../support/templates.ts';
import type { StatedByCheck } from '../compile-findings.ts';
import type { PlanInputs } from '../compile-plan.ts';
import { boundsOf, type CheckBounds } from './check-bounds.ts';
import type { DataCheck } from './data-checks.ts';

/**
 * What apply asks of Synapse's database again: that the same providers have users; that no blocker and no warning of a new kind
 * has come up; and that what somebody accepted or decided about covers no more rows than it may.
 */
export function compileSourceAsserts(
  { queries, answers, decisions }: PlanInputs,
  stated: readonly StatedByCheck[],
  templates: Templates,
): readonly AssertStep[] {
  const withUsers = [...answers.providerUsers.keys()].filter((name) => name !== 'oauth-delegated').sort();
  const providers: AssertStep = {
    id: 'assert/providers-with-users',
    phase: 'cutover',
    kind: 'assert',
    title: 'The same providers have users',
    reason: 'A provider that came into use after the plan was made is not mapped by it.',
    database: 'synapse',
    sql: renderTemplate(templates, 'sql/data/providers-with-users.sql.hbs', { ...queries.context, withUsers }),
    remedy: 'Plan again and have the new plan reviewed.',
  };
  const checks = queries.checks.flatMap((check): readonly AssertStep[] => {
    const bounds = boundsOf(
      check,
      stated.filter((one) => one.check === check),
      decisions.followed,
    );
    if (!check.isAskedAgain || (check.rule.severity === 'info' && bounds.limits.length === 0)) return [];
    return [
      {
        id: check.id,
        phase: 'cutover',
        kind: 'assert',
        ...titleOf(check, bounds),
        reason: check.rule.why,
        database: 'synapse',
        sql: isStrict(bounds)
          ? check.sql
          : renderTemplate(templates, 'sql/data/bounded.sql.hbs', {
              limits: bounds.limits,
              refusedBut: check.rule.severity === 'info' ? [] : bounds.known,
              inner: check.sql.trimEnd(),
              samples: queries.context.samples,
            }),
        ...(check.countedAs && { countedAs: check.countedAs.map((reason) => `skipped:${reason}`) }),
        remedy:
          isStrict(bounds) && check.rule.severity === 'error'
            ? check.rule.remedy
            : `${boundedRemedy} ${check.rule.remedy}`,
      },
    ];
  });
  return [providers, ...checks];
}

const boundedRemedy = 'Look at what is new, decide about it, and plan again.';

/** Nothing of this kind may be found at all. */
function isStrict({ limits, known }: CheckBounds): boolean {
  return limits.length === 0 && known.length === 0;
}

function titleOf({ rule, title }: DataCheck, bounds: CheckBounds): { readonly title: string } {
  if (isStrict(bounds)) return { title };
  const name = `${rule.title.charAt(0).toLowerCase()}${rule.title.slice(1)}`;
  return { title: bounds.limits.length > 0 ? `No more than was decided: ${name}` : `No other kind: ${name}` };
}
