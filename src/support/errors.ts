import { type ErrorCode, errorCatalog } from './error-catalog.ts';

/** Where something was found: a place in a file (1-based), a key, a table, or what a service was asked. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly key?: string;
  readonly database?: 'synapse' | 'mas';
  readonly table?: string;
  readonly url?: string;
}

/** One expected failure, as data. `excerpt` is ready to print: the line with a caret below it. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly place?: Place;
  readonly excerpt?: string;
  /** Overrides the remedy of the catalogue where the case at hand allows a better one. */
  readonly remedy?: string;
}

/**
 * An expected failure: all problems that a stage found, shown together, without a stack trace.
 * Anything else that is thrown is a bug (exit 1).
 */
export class PlanError extends Error {
  readonly problems: readonly Problem[];
  readonly exitCode: number;

  /** @param problems at least one; the exit code is that of the first. */
  constructor(problems: readonly [Problem, ...Problem[]], options?: ErrorOptions) {
    super(problems.map((problem) => `${problem.code}: ${problem.message}`).join('\n'), options);
    this.name = 'PlanError';
    this.problems = problems;
    this.exitCode = errorCatalog[problems[0].code].exitCode;
  }
}

/** A PlanError of one problem. */
export function planError(
  code: ErrorCode,
  message: string,
  more: Omit<Problem, 'code' | 'message'> = {},
  cause?: unknown,
): PlanError {
  return new PlanError([{ code, message, ...more }], cause === undefined ? undefined : { cause });
}

/** Throws all problems together; returns when there is none. */
export function throwProblems(problems: readonly Problem[]): void {
  const [first, ...rest] = problems;
  if (first) throw new PlanError([first, ...rest]);
}

/** The remedy of a problem: its own, else the catalogue's. */
export function remedyOf(problem: Problem): string {
  return problem.remedy ?? errorCatalog[problem.code].remedy;
}

/** `file:line:column`, as far as it is known, then the key, the table or the URL. */
export function formatPlace(place: Place): string {
  const position = [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');
  const subject =
    place.key ?? (place.table && `${place.database ?? 'database'} table ${place.table}`) ?? place.url ?? '';
  return [position, subject].filter((part) => part !== '').join(' ');
}
