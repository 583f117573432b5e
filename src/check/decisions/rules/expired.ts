import type { Rule } from '../../rule.ts';
import { common } from './common.ts';

export const decisionExpired: Rule = {
  ...common,
  id: 'decision/expired',
  title: 'A decision about rows has expired',
  why: 'It was decided until a day that has passed.',
  remedy: 'Decide again, and set another day.',
};
