import type { Rule } from '../rule.ts';
import { bridgeKinds } from './bridge-kinds.ts';

const msc4190 = [
  'Synapse: synapse/storage/databases/main/appservice.py',
  'Synapse: docs/upgrade.md',
  'element-hq/synapse#18946',
  'element-hq/synapse#19031',
];

export const needsMsc4190: Rule = {
  id: 'appservice/needs-msc4190',
  severity: 'warning',
  title: 'An application service that encrypts logs in by a way that MAS does not have',
  why: 'It makes the device with its keys by m.login.application_service, which MAS refuses. It stops working with the move, or at its next start.',
  remedy:
    'Switch MSC4190 on in its own configuration, or update it to a release that knows it, before the move; the step operator/bridges says where.',
  learntFrom: [
    ...msc4190,
    'element-hq/matrix-authentication-service#3206',
    'element-hq/matrix-authentication-service#2580',
    ...bridgeKinds.flatMap(({ learntFrom }) => learntFrom),
  ],
};

export const latentLogin: Rule = {
  id: 'appservice/latent-login',
  severity: 'warning',
  title: 'An application service that encrypts works only until its device is reset',
  why: 'It goes on with the device that it has, perhaps for months. When that is reset it has to log in by m.login.application_service, which MAS refuses, and nobody thinks of the move any more.',
  remedy:
    'Switch MSC4190 on for it before the move; the step operator/bridges says where. Do not reset its device until then.',
  learntFrom: ['matrix-org/matrix-hookshot#1084', ...msc4190],
};

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

export const registrationUnreadable: Rule = {
  id: 'appservice/registration-unreadable',
  severity: 'warning',
  outcome: 'unevaluated',
  title: 'The registration of an application service could not be read',
  why: 'Whether it breaks with the move is not known, nor which users are its own.',
  remedy:
    'Let this user read the file; when Synapse runs in a container, say where its folders are: --synapse-path /data=/srv/synapse. A relative path is looked for beside homeserver.yaml.',
  learntFrom: ['Synapse: synapse/config/appservice.py'],
};

export const registrationInvalid: Rule = {
  id: 'appservice/registration-invalid',
  severity: 'error',
  isAcceptable: true,
  title: 'Synapse would not start with the registration of an application service',
  why: 'It reads all registrations at its start and stops at the first that is wrong. As it runs, the file was changed since, or is not the one that it reads.',
  remedy: 'Correct the file. Accept the finding if Synapse reads another file than this program.',
  learntFrom: ['Synapse: synapse/config/appservice.py', 'Synapse: synapse/appservice/__init__.py'],
};

export const undecided: Rule = {
  id: 'appservice/undecided',
  severity: 'warning',
  outcome: 'unevaluated',
  title: 'Whether an application service breaks with the move could not be decided',
  why: 'What decides it stands neither in its registration nor in a table that could be read.',
  remedy:
    'Let this role read e2e_device_keys_json, say which Synapse it is, and ask whoever runs the bridge whether it has MSC4190.',
  learntFrom: msc4190,
};

export const registrationGone: Rule = {
  id: 'appservice/registration-gone',
  severity: 'warning',
  title: 'Users belong to an application service that is not registered',
  why: 'users.appservice_id says that an application service made them, so that they stay with Synapse and get no account in MAS: nobody can log in as one of them. Mostly they are left over from a bridge that was removed.',
  remedy:
    'Deactivate them if nobody needs them. If a registration is missing here, give all configuration files of Synapse. If people use them, set their appservice_id to NULL while Synapse is stopped, then plan again.',
  learntFrom: ['matrix-org/matrix-authentication-service#1554', 'element-hq/matrix-authentication-service#4122'],
};

export const goneUndecided: Rule = {
  id: 'appservice/registration-gone-undecided',
  severity: 'warning',
  outcome: 'unevaluated',
  title: 'Whether users belong to an application service that is registered could not be decided',
  why: 'Their appservice_id is in no registration that could be read, and there is one that could not.',
  remedy: 'See appservice/registration-unreadable and appservice/registration-invalid.',
  learntFrom: ['matrix-org/matrix-authentication-service#1554'],
};

export const usersExcluded: Rule = {
  id: 'appservice/users-excluded',
  severity: 'info',
  title: 'Users of application services stay with Synapse',
  why: 'MAS does not know them. Tools for administrators that ask MAS show none of them, and Synapse refuses part of its admin API for them (405).',
  remedy: 'Nothing has to be done. Tell those who use such tools.',
  learntFrom: [
    'matrix-org/matrix-authentication-service#1554',
    'element-hq/matrix-authentication-service#2283',
    'etkecc/ketesa#1180',
  ],
};

export const usersUnowned: Rule = {
  id: 'appservice/users-unowned',
  severity: 'info',
  title: 'Users in the namespace of an application service belong to nobody',
  why: 'Their appservice_id is empty, so they become accounts of MAS like everybody else. The application service goes on using them.',
  remedy:
    'Nothing has to be done. If they are users of the bridge only, setting their appservice_id keeps them out of MAS.',
  learntFrom: ['Synapse: synapse/appservice/__init__.py', 'matrix-org/matrix-authentication-service#1554'],
};

export const namespaceUndecided: Rule = {
  id: 'appservice/namespace-undecided',
  severity: 'warning',
  outcome: 'unevaluated',
  title: 'A namespace could not be held against the users',
  why: 'Its regular expression has something that PostgreSQL does not have in the same meaning, so that nobody said which users match it.',
  remedy: 'Nothing has to be done for the move. Without lookbehind, back references and flags it could be evaluated.',
  learntFrom: ['Synapse: synapse/appservice/__init__.py', 'PostgreSQL: regular expressions'],
};

export const looksLikeBridge: Rule = {
  id: 'appservice/looks-like-bridge',
  severity: 'warning',
  title: 'Users look like those of a bridge or a bot, and match no registration',
  why: 'They have no owner, no password and no provider. They become accounts of MAS that nobody can log in to, and which are harder to get rid of there. Sessions that they have go on.',
  remedy:
    'Look at them before the move. Deactivate what a bridge left behind. A bot that logged in by hand keeps its session; to log it in anew, give it a password.',
  learntFrom: ['matrix-org/matrix-authentication-service#1554'],
};

/** What is found about bridges and bots. */
export const appserviceRules: readonly Rule[] = [
  needsMsc4190,
  latentLogin,
  inhibitLogin,
  undecided,
  registrationUnreadable,
  registrationInvalid,
  registrationGone,
  goneUndecided,
  usersExcluded,
  usersUnowned,
  namespaceUndecided,
  looksLikeBridge,
];
