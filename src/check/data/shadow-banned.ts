import type { DataRule } from './data-rule.ts';

export const shadowBanned: DataRule = {
  id: 'users/shadow-banned',
  severity: 'info',
  template: 'shadow-banned',
  matters: ({ hasShadowBanned }) => hasShadowBanned,
  title: 'Users who are shadow-banned',
  why: 'MAS knows no shadow ban. It stays in Synapse, which goes on dropping what they send; in MAS the accounts look like any other.',
  remedy: 'Nothing has to be done. Lift or set a shadow ban through the admin API of Synapse, as before.',
  learntFrom: ['Synapse: docs/admin_api/user_admin_api.md', 'element-hq/matrix-authentication-service#3930'],
};
