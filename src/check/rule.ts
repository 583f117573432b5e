/** What is known of one kind of finding before it happens; `explain ID` prints it. */
export interface Rule {
  /** Stable: `<area>/<thing>`. */
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'info';
  /**
   * Its findings say that something could not be looked at: never silence, and never a pass. Such a rule has an id of its own,
   * so that nobody who accepts it accepts what may be found once it can be looked at.
   */
  readonly outcome?: 'unevaluated';
  /** An error with which the migration can succeed all the same, if somebody decides that who loses access may. */
  readonly isAcceptable?: true;
  readonly title: string;
  /** What goes wrong when it is left. */
  readonly why: string;
  readonly remedy: string;
  /** Where the rule comes from: sources, documentation, threads. */
  readonly learntFrom: readonly string[];
}
