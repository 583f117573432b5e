import { PlanError, type Problem, throwProblems } from '../support/errors.ts';

/**
 * Runs reads that do not depend on each other, so that the problems of all are shown together.
 * @throws PlanError with the problems of each read that failed; what is no PlanError at once
 */
export function collectProblems<Reads extends Readonly<Record<string, () => unknown>>>(
  reads: Reads,
): { readonly [Name in keyof Reads]: ReturnType<Reads[Name]> } {
  const problems: Problem[] = [];
  const results = Object.entries(reads).map(([name, read]) => {
    try {
      return [name, read()];
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      problems.push(...error.problems);
      return [name, undefined];
    }
  });
  throwProblems(problems);
  return Object.fromEntries(results) as { readonly [Name in keyof Reads]: ReturnType<Reads[Name]> };
}
