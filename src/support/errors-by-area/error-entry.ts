/** What is known of one expected failure before it happens. */
export interface ErrorEntry {
  readonly exitCode: number;
  /** What it means, in a sentence. */
  readonly meaning: string;
  readonly remedy: string;
}
