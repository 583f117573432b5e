import type { DataRule } from './data-rule.ts';

export const noAdmin: DataRule = {
  id: 'users/no-admin',
  severity: 'warning',
  template: 'no-admin',
  title: 'No administrator could log in',
  why: 'MAS lets users with users.admin of Synapse ask for administrator rights, and nobody else. None of them is active, not locked, and has a password or a provider of MAS.',
  remedy: 'Make an administrator in Synapse who can log in, then plan again; or use mas-cli manage afterwards.',
  learntFrom: ['element-hq/ess-helm#608', 'Awesome-Technologies/synapse-admin#429', 'etkecc/ketesa#38'],
};
