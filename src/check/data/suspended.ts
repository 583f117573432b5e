import type { DataRule } from './data-rule.ts';

export const suspended: DataRule = {
  id: 'users/suspended',
  severity: 'info',
  template: 'suspended',
  matters: ({ hasSuspended }) => hasSuspended,
  title: 'Users who are suspended',
  why: 'MAS knows no suspension. It stays in Synapse, which lets them read but not write; in MAS the accounts look like any other.',
  remedy: 'Nothing has to be done. Lift or set a suspension through the admin API of Synapse, as before.',
  learntFrom: ['Synapse: docs/admin_api/user_admin_api.md', 'element-hq/matrix-authentication-service#3930'],
};
