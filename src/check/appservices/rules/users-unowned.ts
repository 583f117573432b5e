import type { Rule } from '../../rule.ts';

export const usersUnowned: Rule = {
  id: 'appservice/users-unowned',
  severity: 'info',
  title: 'Users in the namespace of an application service belong to nobody',
  why: 'Their appservice_id is empty, so they become accounts of MAS like everybody else. The application service goes on using them.',
  remedy:
    'Nothing has to be done. If they are users of the bridge only, setting their appservice_id keeps them out of MAS.',
  learntFrom: ['Synapse: synapse/appservice/__init__.py', 'matrix-org/matrix-authentication-service#1554'],
};
