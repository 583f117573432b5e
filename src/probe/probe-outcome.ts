import type { Problem } from '../support/errors.ts';

/** What one question to the running services gave. */
export interface ProbeOutcome {
  /** Stable, for example `synapse/versions`. */
  readonly id: string;
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'not-asked';
  /** What was found, or why it was not asked. */
  readonly detail: string;
  /** Of one that failed. */
  readonly problem?: Problem;
}
