import type { DataRule } from './data-rule.ts';

export const noWayToLogIn: DataRule = {
  id: 'users/no-way-to-log-in',
  severity: 'warning',
  template: 'no-way-to-log-in',
  isRuledOut: ({ withoutLogin }) => withoutLogin === 0,
  title: 'Users who can log in by nothing',
  why: 'They have no password and no provider that MAS has. Sessions that are open stay; once logged out, these users stay out.',
  remedy: 'Find out how they log in today. An administrator can set a password in MAS.',
  learntFrom: ['element-hq/matrix-authentication-service#4016'],
};
