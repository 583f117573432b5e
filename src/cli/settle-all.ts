import { PlanError, throwProblems } from '../support/errors.ts';

/**
 * Waits for all, so that the problems of all are shown together.
 * @param undo for each result that is there although another failed
 * @throws PlanError with the problems of each that failed; what is no PlanError first
 */
export async function settleAll<A, B>(
  both: readonly [Promise<A>, Promise<B>],
  undo: (result: A | B) => Promise<void> = async () => {},
): Promise<readonly [A, B]> {
  const [first, second] = await Promise.allSettled(both);
  if (first.status === 'fulfilled' && second.status === 'fulfilled') return [first.value, second.value];
  for (const result of [first, second]) if (result.status === 'fulfilled') await undo(result.value);
  const reasons = [first, second].flatMap((result): readonly unknown[] =>
    result.status === 'rejected' ? [result.reason] : [],
  );
  throwProblems(
    reasons.flatMap((reason) => {
      if (!(reason instanceof PlanError)) throw reason;
      return reason.problems;
    }),
  );
  throw new Error('a failure without a problem');
}
