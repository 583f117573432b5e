import type { Rule } from '../../rule.ts';
import { common } from './common.ts';

export const acceptanceExceeded: Rule = {
  ...common,
  id: 'acceptance/exceeded',
  title: 'More is found than was accepted',
  why: 'Somebody decided about fewer rows or keys. The others were not looked at.',
  remedy: 'Look at all of them; then raise upTo, or mend what is new.',
};
