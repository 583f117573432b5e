import type { Rule } from '../../rule.ts';
import { common } from './common.ts';

export const acceptanceUnused: Rule = {
  ...common,
  id: 'acceptance/unused',
  title: 'An acceptance matches nothing',
  why: 'What was accepted is not found any more, or was never called so. A file of decisions that nobody needs hides those that matter.',
  remedy: 'Take it out of the file, or correct its finding or scope.',
};
