import type { Rule } from '../rule.ts';
import { decisionContradictory } from './rules/contradictory.ts';
import { decisionExceeded } from './rules/exceeded.ts';
import { decisionExpired } from './rules/expired.ts';
import { decisionImpossible } from './rules/impossible.ts';
import { decisionUnused } from './rules/unused.ts';

/** What can be wrong with decisions about rows. */
export const decisionRules: readonly Rule[] = [
  decisionUnused,
  decisionExceeded,
  decisionExpired,
  decisionContradictory,
  decisionImpossible,
];
