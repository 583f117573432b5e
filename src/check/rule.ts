/** What is known of one kind of finding before it happens; `explain ID` prints it. */
export interface Rule {
  /** Stable: `<area>/<thing>`. */
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** An error with which the migration can succeed all the same, if somebody decides that who loses access may. */
  readonly isAcceptable?: true;
  readonly title: string;
  /** What goes wrong when it is left. */
  readonly why: string;
  readonly remedy: string;
  /** Where the rule comes from: sources, documentation, threads. */
  readonly learntFrom: readonly string[];
}
