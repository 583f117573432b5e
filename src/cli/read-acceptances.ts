import type { AcceptanceDecision } from '../check/acceptances/acceptance.ts';
import type { DataDecision } from '../check/decisions/data-decision.ts';
import { readCheckedYaml } from './read-checked-yaml.ts';

/** What the file of `--accept` holds. */
export interface Decided {
  readonly acceptances: readonly AcceptanceDecision[];
  readonly decisions: readonly DataDecision[];
}

/**
 * Reads a file of acceptances and decisions (plan-schema/acceptances.schema.json).
 * @throws PlanError FILE_UNREADABLE, CONFIG_YAML or CONFIG_WRONG_TYPE, all problems with their places
 */
export function readAcceptances(path: string): Decided {
  const { value, placeAt } = readCheckedYaml(path, 'acceptances');
  const { acceptances, decisions } = value as Written;
  const placed = <T extends object>(list: string, entries: readonly T[] | null | undefined) =>
    (entries ?? []).map((entry, index) => ({ ...entry, place: placeAt([list, String(index)]) }));
  return { acceptances: placed('acceptances', acceptances), decisions: placed('decisions', decisions) };
}

/** An empty list may be written as nothing. */
interface Written {
  readonly acceptances?: readonly Omit<AcceptanceDecision, 'place'>[] | null;
  readonly decisions?: readonly Omit<DataDecision, 'place'>[] | null;
}
