import type { OperatorStep } from '../../plan/types.gen.ts';
import { operatorStep } from './operator-step.ts';

/** prepare: what people hear before the outage, as nothing of it can be seen from here. */
export function tellSteps(): readonly OperatorStep[] {
  return [
    operatorStep('prepare', 'tell-administrators', {
      title: 'Tell administrators and those who run bots what the admin API no longer does',
      reason:
        'Programs that use it stand in no file and no table. What is gone answers 404; what is left may make accounts that MAS does not know.',
      who: 'whoever speaks to administrators and runs bots',
      expect: 'They know the day, and what to use instead.',
      otherwise: 'Their programs get 404 after the move; no data is lost.',
      instructions: [
        'With MAS Synapse no longer answers:',
        ...goneForAdministrators,
        'These still answer, but make or change accounts in Synapse alone; do it in MAS instead:',
        ...changedForAdministrators,
        'The admin API of MAS and mas-cli manage do the work: users, passwords, e-mail addresses, sessions, registration tokens.',
        'An administrator asks for the right when logging in: urn:mas:admin for MAS, urn:synapse:admin:* for Synapse.',
        'A token for a program: mas-cli manage issue-compatibility-token --yes-i-want-to-grant-synapse-admin-privileges USER.',
      ],
    }),
    operatorStep('prepare', 'tell-users', {
      title: 'Tell users what changes for them',
      reason: 'What a client does with MAS depends on the client. Nobody can see that from here.',
      who: 'whoever speaks to users',
      expect: 'They know the day, and that they stay logged in.',
      otherwise: 'Expect questions; nothing breaks by it.',
      instructions: [
        'Sessions stay. New logins happen in the browser, at MAS.',
        'Clients that still ask for the password themselves take the user name alone: to an e-mail address or phone number MAS answers 400.',
        'Passwords, e-mail addresses, sessions and the deactivation of the account are managed at MAS; clients that do it themselves get 404 from:',
        ...goneForUsers,
        'Some clients cannot remove old sessions then, nor end all at once (POST /_matrix/client/v3/logout/all is 404, too): people do it at MAS.',
        'Clients that do not refresh their token are logged out after minutes: update them.',
        'Sessions without a name, and names that are changed later, may look different in MAS and in clients.',
      ],
    }),
  ];
}

/** synapse/rest/admin/__init__.py, where auth_delegated. */
const goneForAdministrators = [
  'GET and PUT /_synapse/admin/v1/users/USER/admin',
  'POST /_synapse/admin/v1/users/USER/login',
  'GET and POST /_synapse/admin/v1/register',
  'POST /_synapse/admin/v1/reset_password/USER',
  '/_synapse/admin/v1/registration_tokens and all below',
  'POST /_synapse/admin/v1/account_validity/validity',
  'GET /_synapse/admin/v2/users with the parameter guests',
];

const changedForAdministrators = [
  'PUT /_synapse/admin/v2/users/USER (name, password, admin, e-mail addresses, deactivated)',
  'POST /_synapse/admin/v1/deactivate/USER',
];

/** synapse/rest/client/account.py and devices.py, where auth_delegated. What MAS answers is in crates/handlers/src/compat of MAS. */
const goneForUsers = [
  'POST /_matrix/client/v3/account/password and /account/password/email/requestToken',
  'POST /_matrix/client/v3/account/deactivate',
  'POST /_matrix/client/v3/account/3pid/add, /account/3pid/delete and /account/3pid/email/requestToken',
  'DELETE /_matrix/client/v3/devices/DEVICE and POST /_matrix/client/v3/delete_devices',
];
