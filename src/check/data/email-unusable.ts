import type { DataRule } from './data-rule.ts';

export const emailUnusable: DataRule = {
  id: 'users/email-unusable',
  severity: 'info',
  template: 'email-unusable',
  title: 'E-mail addresses to which nothing can be sent',
  why: 'They have no @, or several, or a space in them. They are carried over, but MAS can send nobody there a new password.',
  remedy: 'Correct these addresses in Synapse, or ask their users to add another one.',
  learntFrom: ['MAS: crates/tasks/src/recovery.rs'],
};
