import type { Rule } from '../../rule.ts';
import { common } from './common.ts';

export const decisionExceeded: Rule = {
  ...common,
  id: 'decision/exceeded',
  title: 'More rows are found than were decided about',
  why: 'Somebody decided about fewer rows. Nobody looked at the others, and they would be lost or given away with them.',
  remedy: 'Look at all of them; then raise upTo, or mend what is new.',
};
