import type { Rule } from '../../rule.ts';
import { learntFrom } from './common.ts';

export const subjectTwice: Rule = {
  id: 'links/subject-twice',
  severity: 'error',
  title: 'Two users of --links have one subject',
  why: 'A provider means one person by a subject. MAS has one user for it; the other could not log in, or into the wrong account.',
  remedy: 'Find out whose subject it is, and take the other line out.',
  learntFrom,
};
