import type { DataRule } from './data-rule.ts';

export const guests: DataRule = {
  id: 'users/guests',
  severity: 'info',
  template: 'guests',
  title: 'Guests',
  why: 'MAS has no guests: the accounts are carried over, but their sessions are not and nobody can log in to them. Programs that look at rooms as a guest stop working.',
  remedy:
    'Tell the sites and programs that use guests. There is no replacement in MAS. The accounts can be left out: decide exclude-guests in the file of --accept.',
  learntFrom: ['element-hq/matrix-authentication-service#1445', 'element-hq/ess-helm#1417'],
};
