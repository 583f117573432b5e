import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lostOptionSettings } from '../../../../src/compile/mas/settings/lost-options.ts';
import { synapseConfig } from '../../build-configs.ts';

const open = 'enable_registration: true\nregistration_requires_token: true\n';

const cases: readonly (readonly [yaml: string, severity: 'info' | 'warning', remedy?: RegExp])[] = [
  ['account_validity: {enabled: true, period: 6w}', 'warning', /lock-user/],
  ['registration_shared_secret: S3CRET', 'info', /register-user/],
  ['registration_shared_secret_path: /run/secret', 'info', /register-user/],
  ['experimental_features: {msc3866: {enabled: true, require_approval_for_new_accounts: true}}', 'warning'],
  ["allowed_local_3pids: [{medium: email, pattern: '.*'}]", 'warning', /allowed_addresses/],
  [`${open}registrations_require_3pid: [msisdn]`, 'warning'],
  ['account_threepid_delegates: {msisdn: "https://example.com"}', 'warning'],
  [`${open}enable_registration_token_3pid_bypass: true`, 'info'],
  [`${open}inhibit_user_in_use_error: true`, 'info'],
  [`${open}rc_registration_token_validity: {per_second: 1}`, 'info'],
  [
    'email: {notif_from: a@b, password_reset_template_html: a.html, subjects: {password_reset: Hi}}',
    'info',
    /templates/,
  ],
  ['sso: {client_whitelist: [https://a]}', 'info'],
  ['sso: {update_profile_information: true}', 'info'],
  ['ui_auth: {session_timeout: 15s}', 'info'],
  ['bcrypt_rounds: 14', 'info'],
  ['rc_3pid_validation: {per_second: 1}', 'info', /account_recovery|two/],
  ['session_lifetime: 2w', 'info', /ttl: 1209600\}/],
  ['session_lifetime: 1000', 'info', /ttl: 600\}/],
  ['session_lifetime: 10y', 'info', /ttl: 7776000\}/],
  ['modules: [{module: email_account_validity.EmailAccountValidity}]', 'warning'],
  ['modules: [{module: username_from_threepid.UsernameFromThreepid, config: {secret: S3CRET}}]', 'warning'],
];

for (const [yaml, severity, remedy] of cases) {
  test(`lost: ${yaml.split('\n').at(-1)}`, () => {
    const { changes, findings } = lostOptionSettings(synapseConfig(`server_name: example.com\n${yaml}\n`));
    assert.deepEqual(changes, []);
    assert.deepEqual(
      findings.map((finding) => [finding.id, finding.severity]),
      [['mas/option-lost', severity]],
    );
    const finding = findings[0] ?? assert.fail();
    assert.ok(finding.where.every(({ file, line }) => file === '/etc/synapse/homeserver.yaml' && line !== undefined));
    if (remedy) assert.match(finding.remedy, remedy);
    assert.ok(!JSON.stringify(finding).includes('S3CRET'));
  });
}

const kept = [
  '',
  'auto_join_rooms: ["#a:example.com"]',
  'account_validity: {period: 6w}',
  'account_validity:',
  'inhibit_user_in_use_error: true',
  'registrations_require_3pid: [msisdn]',
  'email: {notif_from: a@b, notif_template_html: a.html, subjects: {message_from_person: Hi}}',
  'sso: {client_whitelist: []}',
  'modules: [{module: mjolnir.Module}]',
  'session_lifetime: null',
];

for (const yaml of kept) {
  test(`lost: nothing by ${yaml || 'an empty configuration'}`, () => {
    assert.deepEqual(lostOptionSettings(synapseConfig(`server_name: example.com\n${yaml}\n`)).findings, []);
  });
}
