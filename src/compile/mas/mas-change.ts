import type { Place } from '../../support/errors.ts';
import type { YamlValue } from '../yaml/yaml-value.ts';

/** One option of MAS's configuration as it shall be. */
export interface MasChange {
  /** Keys from the root: `['account', 'email_change_allowed']`. */
  readonly path: readonly [string, ...string[]];
  readonly value: YamlValue;
  /** One clause for the reviewer: `Synapse has enable_3pid_changes: true`. Never a secret. */
  readonly why: string;
  /** The options of homeserver.yaml from which it comes. */
  readonly from: readonly Place[];
}
