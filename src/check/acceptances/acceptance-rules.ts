import type { Rule } from '../rule.ts';
import { acceptanceExceeded } from './rules/exceeded.ts';
import { acceptanceExpired } from './rules/expired.ts';
import { acceptanceImpossible } from './rules/impossible.ts';
import { acceptanceUnused } from './rules/unused.ts';

/** What can be wrong with acceptances. */
export const acceptanceRules: readonly Rule[] = [
  acceptanceUnused,
  acceptanceExceeded,
  acceptanceExpired,
  acceptanceImpossible,
];
