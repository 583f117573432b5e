import type { DataRule } from '../../data/data-rule.ts';
import { learntFrom, matters } from './common.ts';

export const secondSubject: DataRule = {
  id: 'links/second-subject',
  severity: 'warning',
  template: 'link-second-subject',
  matters,
  title: 'Users who get a second subject at one provider',
  why: 'Whoever logs in with either of them has the account. One of the two may be somebody else.',
  remedy: 'See that both belong to the same person; else take one of them out.',
  learntFrom,
};
