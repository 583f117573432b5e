import type { Rule } from '../../rule.ts';
import { common } from './common.ts';

export const decisionUnused: Rule = {
  ...common,
  id: 'decision/unused',
  title: 'A decision about rows matches nothing',
  why: 'The rows are not there any more, or were never called so. A file of decisions that nobody needs hides those that matter.',
  remedy: 'Take it out of the file, or correct its provider.',
};
