import type { Rule } from '../../rule.ts';
import { common } from './common.ts';

export const decisionContradictory: Rule = {
  ...common,
  id: 'decision/contradictory',
  title: 'Two decisions about the same rows',
  why: 'Both cannot be followed, or one of them says nothing. Neither counts until one is left.',
  remedy: 'Take one of them out of the file.',
};
