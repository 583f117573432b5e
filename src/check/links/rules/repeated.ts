import type { Rule } from '../../rule.ts';
import { learntFrom } from './common.ts';

export const repeatedLink: Rule = {
  id: 'links/repeated',
  severity: 'warning',
  title: 'A link stands in --links more than once',
  why: 'Only the first counts. Somebody may have meant another user or subject.',
  remedy: 'Take the line out, or correct it.',
  learntFrom,
};
