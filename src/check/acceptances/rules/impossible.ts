import type { Rule } from '../../rule.ts';
import { common } from './common.ts';

export const acceptanceImpossible: Rule = {
  ...common,
  id: 'acceptance/impossible',
  title: 'An error cannot be accepted',
  why: 'The migration cannot succeed with it, whoever agrees.',
  remedy: 'Mend what the finding says, and take the acceptance out.',
};
