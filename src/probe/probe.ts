import type { Problem } from '../support/errors.ts';
import type { Answer, Question } from './ask.ts';

/** One thing to find out about running services. */
export interface Probe {
  /** Stable. */
  readonly id: string;
  readonly title: string;
  /**
   * Asks, and says what was found, in a sentence.
   * @throws ProbeFailed where it is not as it should be
   */
  readonly run: (ask: Ask) => Promise<string>;
}

/** Asks until there is an answer, as long as there is time. @throws ProbeFailed where there is none */
export type Ask = (question: Question) => Promise<Answer>;

/** What a probe found wrong. */
export class ProbeFailed extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'ProbeFailed';
    this.problem = problem;
  }
}
