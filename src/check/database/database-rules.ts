import type { Rule } from '../rule.ts';
import { sourceCollation } from './rules/collation.ts';
import { collationVersion } from './rules/collation-version.ts';
import { sourceEncoding } from './rules/encoding.ts';
import { lockRight } from './rules/lock-right.ts';
import { targetEncoding } from './rules/target-encoding.ts';
import { targetOwner } from './rules/target-owner.ts';

/** What is asked of the databases themselves, and of the roles that read them. */
export const databaseRules: readonly Rule[] = [
  sourceEncoding,
  sourceCollation,
  collationVersion,
  lockRight,
  targetEncoding,
  targetOwner,
];
