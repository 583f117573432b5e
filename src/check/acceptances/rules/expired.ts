import type { Rule } from '../../rule.ts';
import { common } from './common.ts';

export const acceptanceExpired: Rule = {
  ...common,
  id: 'acceptance/expired',
  title: 'An acceptance has expired',
  why: 'It was decided until a day that has passed.',
  remedy: 'Decide again, and set another day.',
};
