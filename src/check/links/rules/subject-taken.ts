import type { DataRule } from '../../data/data-rule.ts';
import { learntFrom, matters } from './common.ts';

export const subjectTaken: DataRule = {
  id: 'links/subject-taken',
  severity: 'error',
  template: 'link-subject-taken',
  matters,
  title: 'Subjects of --links that another user has',
  why: 'Synapse has this subject of the provider for another user. MAS takes one user for it; who logs in would get into an account that is not theirs.',
  remedy: 'Find out whose subject it is. Correct the line, or the row in user_external_ids of Synapse.',
  learntFrom,
};
