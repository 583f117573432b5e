import type { Rule } from '../rule.ts';

const common = { severity: 'error', learntFrom: ['element-hq/ess-helm#1417', 'microsoft/PSRule#794'] } as const;

export const acceptanceUnused: Rule = {
  ...common,
  id: 'acceptance/unused',
  title: 'An acceptance matches nothing',
  why: 'What was accepted is not found any more, or was never called so. A file of decisions that nobody needs hides those that matter.',
  remedy: 'Take it out of the file, or correct its finding or scope.',
};

export const acceptanceExceeded: Rule = {
  ...common,
  id: 'acceptance/exceeded',
  title: 'More is found than was accepted',
  why: 'Somebody decided about fewer rows or keys. The others were not looked at.',
  remedy: 'Look at all of them; then raise upTo, or mend what is new.',
};

export const acceptanceExpired: Rule = {
  ...common,
  id: 'acceptance/expired',
  title: 'An acceptance has expired',
  why: 'It was decided until a day that has passed.',
  remedy: 'Decide again, and set another day.',
};

export const acceptanceImpossible: Rule = {
  ...common,
  id: 'acceptance/impossible',
  title: 'An error cannot be accepted',
  why: 'The migration cannot succeed with it, whoever agrees.',
  remedy: 'Mend what the finding says, and take the acceptance out.',
};

/** What can be wrong with acceptances. */
export const acceptanceRules: readonly Rule[] = [
  acceptanceUnused,
  acceptanceExceeded,
  acceptanceExpired,
  acceptanceImpossible,
];
