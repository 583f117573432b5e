import type { DataRule } from './data-rule.ts';

export const emailShared: DataRule = {
  id: 'users/email-shared',
  severity: 'info',
  template: 'email-shared',
  title: 'E-mail addresses of several users',
  why: 'MAS compares addresses without regard to case. One that several users have logs nobody in, and nobody can tell whose password a mail is about.',
  remedy:
    'Ask these users whose address it is, and remove it from the others. They log in with their usernames until then.',
  learntFrom: ['MAS: crates/storage-pg/src/user/email.rs'],
};
