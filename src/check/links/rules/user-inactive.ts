import type { DataRule } from '../../data/data-rule.ts';
import { learntFrom, matters } from './common.ts';

export const userInactive: DataRule = {
  id: 'links/user-inactive',
  severity: 'warning',
  template: 'link-user-inactive',
  matters,
  title: 'Users of --links who are deactivated or guests',
  why: 'The link is made, but nobody can log in to such an account.',
  remedy: 'Take the line out, or make the account active again in Synapse.',
  learntFrom,
};
