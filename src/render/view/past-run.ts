/** What a receipt says of one run of a plan. */
export interface PastRun {
  readonly command: string;
  readonly outcome: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly by: string;
  /** Of the failure. */
  readonly code?: string;
  /** Who approved it. */
  readonly approvedBy: readonly string[];
  /** Why it ran without approvals. */
  readonly unapproved?: string;
}

/** How long it took, in seconds; undefined where its times are no times. */
export function secondsOf({ startedAt, endedAt }: PastRun): number | undefined {
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/** The run by which the plan is applied, if the last one that changed a database was that. */
export function applyingRun(runs: readonly PastRun[]): PastRun | undefined {
  const last = runs.filter(({ outcome }) => ['applied', 'already-applied', 'rolled-back'].includes(outcome)).at(-1);
  return last?.outcome === 'rolled-back' ? undefined : last;
}
