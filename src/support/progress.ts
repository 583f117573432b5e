/** How far a piece of work is that takes a while. */
export interface Progress {
  /** What is done: the id of a step of the plan, or another name for people. */
  readonly step: string;
  /** Which of how many, counted from 1, where that is known. */
  readonly position?: { readonly number: number; readonly of: number };
  /** Since it began. */
  readonly elapsedMs: number;
  readonly rows?: number;
  readonly plannedRows?: number;
  readonly bytes?: number;
  /** Of the last seconds. */
  readonly rowsPerSecond?: number;
  readonly bytesPerSecond?: number;
  /** What this step will take still, by its rows or by an estimate. */
  readonly remainingMs?: number;
  /** Of the whole run, all its steps. */
  readonly totalElapsedMs: number;
  readonly totalRemainingMs?: number;
  /** What a server does just now, one line. */
  readonly activity?: string;
}
