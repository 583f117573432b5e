/** Something that went wrong for people, and what of this program answers to it. At least one of the answers is there. */
export interface Covered {
  readonly what: string;
  /** Where they told of it. */
  readonly threads: readonly string[];
  /** Ids of rules. */
  readonly findings?: readonly string[];
  /** Codes of errors with which nothing is planned. */
  readonly errors?: readonly string[];
  /** Ids of operator steps; those that exist for each provider without its name. */
  readonly steps?: readonly string[];
  /** What the program is or does, so that it cannot happen. */
  readonly property?: string;
}

/** Something that nobody can see from where the plan is made. */
export interface NotChecked {
  readonly what: string;
  readonly why: string;
  /** What a person does instead. */
  readonly steps: readonly string[];
}
