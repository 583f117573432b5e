import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareMas, outcome } from './settings-of.ts';

/** What an ordinary homeserver.yaml leads to. */
const byDefault = { 'account.login_with_email_allowed': true };
const smtp = 'email: {smtp_host: mail.example.com, force_tls: true, notif_from: "a@example.com"}\n';

const cases: readonly (readonly [
  name: string,
  synapse: string,
  account: Readonly<Record<string, unknown>>,
  said: readonly string[],
])[] = [
  ['nothing said', '', byDefault, []],
  ['3pid changes on', 'enable_3pid_changes: true\n', byDefault, []],
  ['3pid changes off', 'enable_3pid_changes: false\n', { ...byDefault, 'account.email_change_allowed': false }, []],
  [
    'display names fixed, as Python reads it',
    'enable_set_displayname: 0\n',
    { ...byDefault, 'account.displayname_change_allowed': false },
    [],
  ],
  [
    'open registration without conditions',
    'enable_registration: "yes"\nenable_registration_without_verification: true\n',
    {
      ...byDefault,
      'account.password_registration_enabled': true,
      'account.password_registration_email_required': false,
    },
    [],
  ],
  [
    'the old option opens too',
    'disable_registration: no\nenable_registration_without_verification: true\n',
    {
      ...byDefault,
      'account.password_registration_enabled': true,
      'account.password_registration_email_required': false,
    },
    [],
  ],
  ['the old option closes', 'enable_registration: true\ndisable_registration: true\n', byDefault, []],
  [
    'a token is required',
    'enable_registration: true\nregistration_requires_token: true\n',
    {
      ...byDefault,
      'account.password_registration_enabled': true,
      'account.password_registration_email_required': false,
      'account.password_registration_token_required': true,
    },
    [],
  ],
  [
    'an address is required, and mail is sent',
    `${smtp}enable_registration: true\nregistrations_require_3pid: [email]\n`,
    {
      ...byDefault,
      'account.password_recovery_enabled': true,
      'account.password_registration_enabled': true,
    },
    [],
  ],
  [
    'with a bypass the token is enough',
    `${smtp}enable_registration: true\nregistrations_require_3pid: [email]\nregistration_requires_token: true\nenable_registration_token_3pid_bypass: true\n`,
    {
      ...byDefault,
      'account.password_recovery_enabled': true,
      'account.password_registration_enabled': true,
      'account.password_registration_email_required': false,
      'account.password_registration_token_required': true,
    },
    ['info mas/option-lost'],
  ],
  [
    'a captcha that can be taken over keeps registration open',
    'enable_registration: true\nenable_registration_captcha: true\nrecaptcha_public_key: pub\nrecaptcha_private_key: priv\n',
    {
      ...byDefault,
      'account.password_registration_enabled': true,
      'account.password_registration_email_required': false,
    },
    [],
  ],
  [
    'a captcha that cannot closes it',
    'enable_registration: true\nenable_registration_captcha: true\nrecaptcha_public_key: pub\nrecaptcha_private_key_path: /k\n',
    { ...byDefault, 'account.password_registration_email_required': false },
    ['warning mas/registration-closed', 'warning mas/captcha-not-moved'],
  ],
  [
    'phone numbers alone close it',
    'enable_registration: true\nregistrations_require_3pid: [msisdn]\n',
    { ...byDefault, 'account.password_registration_email_required': false },
    ['warning mas/registration-closed', 'warning mas/option-lost'],
  ],
  [
    'addresses of one domain only close it',
    `${smtp}enable_registration: true\nregistrations_require_3pid: [email]\nallowed_local_3pids: [{medium: email, pattern: '.*@a'}]\n`,
    { ...byDefault, 'account.password_recovery_enabled': true },
    ['warning mas/registration-closed', 'warning mas/option-lost'],
  ],
  [
    'approval by an administrator closes it',
    'enable_registration: true\nregistration_requires_token: true\nexperimental_features: {msc3866: {enabled: true, require_approval_for_new_accounts: true}}\n',
    {
      ...byDefault,
      'account.password_registration_email_required': false,
      'account.password_registration_token_required': true,
    },
    ['warning mas/registration-closed', 'warning mas/option-lost'],
  ],
  [
    'no passwords',
    'password_config: {enabled: false}\nenable_registration: true\n',
    { 'account.password_change_allowed': false },
    ['warning mas/passwords-opened'],
  ],
  ['delegated already', 'matrix_authentication_service: {enabled: true}\nenable_3pid_changes: false\n', {}, []],
];

for (const [name, synapse, account, said] of cases) {
  test(`account: ${name}`, () => {
    const { set, said: found } = outcome(`server_name: example.com\n${synapse}`);
    const ofAccount = Object.entries(set).filter(([path]) => path.startsWith('account.'));
    assert.deepEqual(Object.fromEntries(ofAccount), account);
    assert.deepEqual(
      found.filter((finding) => finding !== 'info mas/email-blackhole'),
      said,
    );
  });
}

const written: readonly (readonly [name: string, synapse: string, account: string, said: readonly string[]])[] = [
  ['the same', 'enable_3pid_changes: false\n', '{email_change_allowed: false, login_with_email_allowed: true}', []],
  ['other', '', '{email_change_allowed: false}', ['info mas/setting-differs']],
  ['opened', '', '{password_registration_enabled: true}', ['warning mas/setting-differs']],
  [
    'opened further',
    'enable_registration: true\nregistration_requires_token: true\n',
    '{password_registration_enabled: true, password_registration_token_required: false, password_registration_email_required: false}',
    ['warning mas/setting-differs'],
  ],
  [
    'closed',
    'enable_registration: true\nregistration_requires_token: true\n',
    '{password_registration_enabled: false, password_registration_token_required: false, password_registration_email_required: false}',
    ['info mas/setting-differs', 'info mas/setting-differs'],
  ],
  ['locked out', '', '{login_with_email_allowed: false}', ['warning mas/setting-differs']],
  [
    'the old name of an option',
    'enable_registration: true\nregistration_requires_token: true\n',
    '{registration_token_required: true}',
    [],
  ],
];

for (const [name, synapse, account, said] of written) {
  test(`account: what MAS says stays: ${name}`, () => {
    const { set, findings } = outcome(`server_name: example.com\n${synapse}`, `${bareMas}account: ${account}\n`);
    const keys = account.slice(1, -1).split(', ');
    for (const key of keys) assert.ok(!(`account.${key.split(':')[0]}` in set));
    assert.ok(!('account.password_registration_token_required' in set));
    const differing = findings.filter(({ id }) => id === 'mas/setting-differs');
    assert.deepEqual(
      differing.map(({ severity, id }) => `${severity} ${id}`),
      said,
    );
    assert.ok(differing.every(({ where }) => where.some(({ file }) => file === '/etc/mas/config.yaml')));
  });
}

test('account: without passwords in MAS nothing is said of passwords', () => {
  const { set } = outcome(
    'server_name: example.com\nenable_registration: true\n',
    `${bareMas}passwords: {enabled: false}\n`,
  );
  assert.deepEqual(set, {});
});
