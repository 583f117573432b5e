import type { Rule } from '../rule.ts';
import { versionKnownBad } from './rules/known-bad.ts';
import { masTooOld } from './rules/mas-too-old.ts';
import { versionContradicted } from './rules/stated-otherwise.ts';
import { synapseTooOld } from './rules/synapse-too-old.ts';
import { versionUnknown } from './rules/unknown.ts';
import { untestedSchema } from './rules/untested-schema.ts';

/** What the versions of both services decide. */
export const versionRules: readonly Rule[] = [
  synapseTooOld,
  masTooOld,
  versionKnownBad,
  untestedSchema,
  versionContradicted,
  versionUnknown,
];
