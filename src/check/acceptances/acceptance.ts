import type { Place } from '../../support/errors.ts';

/** A reviewer's decision on one kind of finding. */
export interface AcceptanceDecision {
  /** The id. */
  readonly finding: string;
  /** Only findings that say this, in their sentence or in a place. */
  readonly scope?: string;
  /** The most rows or keys that may be found. */
  readonly upTo: number;
  readonly reason: string;
  readonly by: string;
  /** The last day on which a plan may rely on it: `2026-12-31`, in UTC. */
  readonly expires?: string;
  /** Where it was written. */
  readonly place: Place;
}
