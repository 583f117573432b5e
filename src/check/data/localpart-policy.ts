import type { DataRule } from './data-rule.ts';

export const localpartPolicy: DataRule = {
  id: 'users/localpart-policy',
  severity: 'info',
  template: 'localpart-policy',
  title: "Localparts outside MAS's policy",
  why: 'MAS would register nobody under such a name: it allows a-z, 0-9 and .=_/+-, not digits only. Those who have one keep it and log in as before.',
  remedy: 'Nothing has to be done. Whoever deletes such an account cannot make it again under its name.',
  learntFrom: [
    'MAS: policies/register',
    'element-hq/matrix-authentication-service#4741',
    'element-hq/matrix-authentication-service#5219',
  ],
};
