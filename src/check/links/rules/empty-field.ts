import type { Rule } from '../../rule.ts';
import { learntFrom } from './common.ts';

export const emptyField: Rule = {
  id: 'links/empty-field',
  severity: 'error',
  title: 'A link of --links lacks a field',
  why: 'A link is a user, a provider and a subject. Without one of them nobody is linked to anything.',
  remedy: 'Fill in the field, or take the line out.',
  learntFrom,
};
