/** Something that few databases of Synapse have, and what is done about it. */
export interface OddSource {
  readonly what: string;
  readonly decision: 'carried over' | 'carried over, with a finding' | 'left out' | 'refused' | 'works';
  /** In one sentence. */
  readonly how: string;
  /** Ids of rules. */
  readonly findings?: readonly string[];
  /** Names of the accounting. */
  readonly reasons?: readonly string[];
  /** Codes of errors with which nothing is planned or applied. */
  readonly errors?: readonly string[];
}
