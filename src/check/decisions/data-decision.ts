import type { Place } from '../../support/errors.ts';

/** What can be decided about rows of Synapse. */
export type DecisionKind =
  | 'drop-links'
  | 'map-links'
  | 'exclude-guests'
  | 'exclude-other-domains'
  | 'exclude-orphan-rows'
  | 'exclude-invalid-localparts';

/** One decision of a reviewer about rows of Synapse. */
export interface DataDecision {
  readonly decision: DecisionKind;
  /** auth_provider of the links that are dropped or mapped. */
  readonly provider?: string;
  /** synapse_idp_id of the provider of MAS that gets them. */
  readonly to?: string;
  /** The most rows that it may cover. */
  readonly upTo: number;
  readonly reason: string;
  readonly by: string;
  /** The last day on which a plan may rely on it: `2026-12-31`, in UTC. */
  readonly expires?: string;
  /** Where it was written. */
  readonly place: Place;
}

/** `map-links oidc to oidc-keycloak`: what it is called in findings and reports. */
export function nameDecision({ decision, provider, to }: Pick<DataDecision, 'decision' | 'provider' | 'to'>): string {
  return [decision, ...(provider === undefined ? [] : [provider]), ...(to === undefined ? [] : ['to', to])].join(' ');
}
