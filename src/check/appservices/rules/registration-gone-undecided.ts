import type { Rule } from '../../rule.ts';

export const goneUndecided: Rule = {
  id: 'appservice/registration-gone-undecided',
  severity: 'warning',
  outcome: 'unevaluated',
  title: 'Whether users belong to an application service that is registered could not be decided',
  why: 'Their appservice_id is in no registration that could be read, and there is one that could not.',
  remedy: 'See appservice/registration-unreadable and appservice/registration-invalid.',
  learntFrom: ['matrix-org/matrix-authentication-service#1554'],
};
