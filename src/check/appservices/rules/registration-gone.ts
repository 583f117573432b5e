import type { Rule } from '../../rule.ts';

export const registrationGone: Rule = {
  id: 'appservice/registration-gone',
  severity: 'warning',
  title: 'Users belong to an application service that is not registered',
  why: 'users.appservice_id says that an application service made them, so that they stay with Synapse and get no account in MAS: nobody can log in as one of them. Mostly they are left over from a bridge that was removed.',
  remedy:
    'Deactivate them if nobody needs them. If a registration is missing here, give all configuration files of Synapse. If people use them, set their appservice_id to NULL while Synapse is stopped, then plan again.',
  learntFrom: ['matrix-org/matrix-authentication-service#1554', 'element-hq/matrix-authentication-service#4122'],
};
