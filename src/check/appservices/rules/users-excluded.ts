import type { Rule } from '../../rule.ts';

export const usersExcluded: Rule = {
  id: 'appservice/users-excluded',
  severity: 'info',
  title: 'Users of application services stay with Synapse',
  why: 'MAS does not know them. Tools for administrators that ask MAS show none of them, and Synapse refuses part of its admin API for them (405).',
  remedy: 'Nothing has to be done. Tell those who use such tools.',
  learntFrom: [
    'matrix-org/matrix-authentication-service#1554',
    'element-hq/matrix-authentication-service#2283',
    'etkecc/ketesa#1180',
  ],
};
