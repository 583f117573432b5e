import type { Progress } from '../support/progress.ts';

/** Says when a log was silent for so long that a line about the progress is due. */
export interface QuietTime {
  /** A line was written. */
  spoke(): void;
  isDue(progress: Progress): boolean;
}

/** Where nothing can be drawn anew, people still see every few seconds that something goes on. */
export function quietTime(): QuietTime {
  // In the time of the run, which never goes back; undefined since the last line.
  let since: number | undefined = 0;
  return {
    spoke() {
      since = undefined;
    },
    isDue({ totalElapsedMs }) {
      if (since === undefined || since > totalElapsedMs) since = totalElapsedMs;
      if (totalElapsedMs - since < longestMs) return false;
      since = totalElapsedMs;
      return true;
    },
  };
}

const longestMs = 5_000;
