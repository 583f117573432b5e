import type { Rule } from '../rule.ts';

export const redirectUri: Rule = {
  id: 'providers/redirect-uri',
  severity: 'info',
  title: 'A provider must know another redirect URI',
  why: 'An identity provider sends people back only to addresses that it knows. Without that of MAS nobody can log in by it. Whether it knows it cannot be seen from here.',
  remedy:
    'Add the new address at the provider before the outage; the plan has a step for it. Keep the old one until the move is over.',
  learntFrom: ['MAS: docs/setup/sso.md', 'element-hq/matrix-authentication-service#4597'],
};
