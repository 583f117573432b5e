import type { Problem } from '../support/errors.ts';
import type { Answer, Question } from './ask.ts';

/** One thing to find out about running services. */
export interface Probe {
  /** Stable. */
  readonly id: string;
  readonly title: string;
  /**
   * Asks, and says what was found, in a sentence.
   * @throws ProbeFailed where it is not as it should be; NotAsked where it cannot be found out
   */
  readonly run: (ask: Ask) => Promise<string>;
}

/** @throws ProbeFailed where no answer comes, or a proxy answers for a service that does not */
export type Ask = (question: Question) => Promise<Answer>;

/** What a probe found wrong. */
export class ProbeFailed extends Error {
  readonly problem: Problem;
  /** A service that is still starting may be the cause. */
  readonly mayPass: boolean;

  constructor(problem: Problem, options: { readonly mayPass?: boolean; readonly cause?: unknown } = {}) {
    super(problem.message, { cause: options.cause });
    this.name = 'ProbeFailed';
    this.problem = problem;
    this.mayPass = options.mayPass ?? false;
  }
}

/** A probe that was left out, and why. */
export class NotAsked extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'NotAsked';
  }
}
