import type { DataRule } from './data-rule.ts';

export const erased: DataRule = {
  id: 'users/erased',
  severity: 'info',
  template: 'erased',
  isAskedOnce: true,
  matters: ({ hasErasedUsers }) => hasErasedUsers,
  title: 'Users who were erased',
  why: 'Their profile is gone from Synapse, and MAS has them as deactivated. Whoever makes such an account active again in MAS gets one without a profile, which somebody has to write into the database of Synapse.',
  remedy: 'Do not make erased accounts active again. Nothing else has to be done.',
  learntFrom: ['element-hq/matrix-authentication-service#5712'],
};
