import type { Rule } from '../../rule.ts';

export const inhibitLogin: Rule = {
  id: 'appservice/inhibit-login',
  severity: 'warning',
  title: 'An application service seems to make its users without inhibit_login',
  why: 'With MAS, Synapse from 1.139 answers IO.ELEMENT.MSC4190.M_APPSERVICE_LOGIN_UNSUPPORTED, and the bridge can make no new users: messages of people whom it has not bridged before do not arrive.',
  remedy: 'Update it to a release that calls /register with inhibit_login: true.',
  learntFrom: [
    'Synapse: docs/upgrade.md',
    'Synapse: synapse/rest/client/register.py',
    'matrix-org/matrix-hookshot#1092',
  ],
};
