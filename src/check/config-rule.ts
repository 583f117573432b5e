import type { MasConfig } from '../config/mas-config.ts';
import type { SynapseConfig } from '../config/synapse-config.ts';
import type { Finding } from '../plan/types.gen.ts';
import type { Place } from '../support/errors.ts';
import type { Rule } from './rule.ts';

/** What one look at the configurations found wrong. */
export interface Observation {
  /** One sentence with the facts of this case; never a secret. */
  readonly what: string;
  readonly where: readonly Place[];
  readonly count?: number;
  /** Default: that of the rule. */
  readonly severity?: Rule['severity'];
}

/** A rule that needs nothing but both configurations. */
export interface ConfigRule extends Rule {
  readonly observe: (synapse: SynapseConfig, mas: MasConfig) => readonly Observation[];
}

/** The finding that a rule makes of what was observed. */
export function toFinding(rule: Rule, observation: Observation): Finding {
  const { id, severity, outcome, why, remedy } = rule;
  const count = observation.count === undefined ? {} : { count: observation.count };
  return {
    id,
    severity: observation.severity ?? severity,
    ...(outcome === undefined ? {} : { outcome }),
    what: observation.what,
    where: [...observation.where],
    ...count,
    why,
    remedy,
  };
}

/** The place as a list, empty where nothing is written down. */
export function placesOf(...places: readonly (Place | undefined)[]): readonly Place[] {
  return places.filter((place) => place !== undefined);
}
