import type { StatedLoss } from '../approve/statement.ts';
import type { Plan } from '../plan/types.gen.ts';
import { PlanError, type Problem, throwProblems } from '../support/errors.ts';
import type { LossBound } from './parse-loss-bound.ts';
import type { CountedLosses } from './read-losses.ts';

/**
 * How much may be lost: what a bound says, else as much as there is now.
 * @throws PlanError USAGE for a loss that the plan does not know, and where neither a bound nor a count says how much; APPROVAL_LOSSES
 * where there is more already than a bound allows
 */
export function stateLosses(
  plan: Pick<Plan, 'undo'>,
  counted: CountedLosses | undefined,
  bounds: readonly LossBound[],
): readonly StatedLoss[] {
  const known = plan.undo.flatMap((step) => (step.kind === 'count' ? step.losses : [])).map(({ loss }) => loss);
  const forAll = bounds.findLast(({ loss }) => loss === undefined)?.upTo;
  const named = new Map(bounds.flatMap(({ loss, upTo }) => (loss === undefined ? [] : [[loss, upTo] as const])));
  const found = new Map(counted?.losses.map(({ loss, count }) => [loss, count]));
  throwProblems(
    [...named.keys()].flatMap((loss): readonly Problem[] =>
      known.includes(loss)
        ? []
        : [
            {
              code: 'USAGE',
              message: `--up-to ${loss}: the plan knows ${known.join(', ')}.`,
              remedy: 'Name one of these.',
            },
          ],
    ),
  );
  if (!counted && forAll === undefined) throw withoutBound();
  const losses = known.map((loss): StatedLoss => {
    const count = found.get(loss);
    return { loss, ...(count === undefined ? {} : { found: count }), upTo: named.get(loss) ?? forAll ?? count ?? 0 };
  });
  throwProblems(
    losses.flatMap(({ loss, found: count = 0, upTo }): readonly Problem[] =>
      count <= upTo
        ? []
        : [{ code: 'APPROVAL_LOSSES', message: `${loss}: ${count} already, and --up-to allows ${upTo}.` }],
    ),
  );
  return losses;
}

function withoutBound(): Error {
  const message = 'Nobody knows here how much would be lost, and nothing says how much may be.';
  const remedy =
    'Run it where both databases can be asked, or give --up-to N, and --up-to LOSS=N for what is to be less or more.';
  return new PlanError([{ code: 'USAGE', message, remedy }]);
}
