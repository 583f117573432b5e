import { test } from 'node:test';
import fc from 'fast-check';
import { bareMas, generatedMas, outcome } from './settings-of.ts';

/** Lines of homeserver.yaml, each true to life or at least taken by Synapse's YAML. */
const lines = [
  'enable_registration: true',
  'enable_registration_without_verification: true',
  'registration_requires_token: true',
  'registrations_require_3pid: [email, msisdn]',
  'registrations_require_3pid:',
  'enable_registration_captcha: yes',
  'recaptcha_public_key: 0123',
  'recaptcha_private_key: S3CRET',
  'enable_3pid_changes: off',
  'enable_set_displayname: null',
  'password_config:',
  'password_config: {pepper: S3CRET, policy: {enabled: true, minimum_length: 12}}',
  'password_config: {enabled: only_for_reauth, policy:}',
  'password_config: {localdb_enabled: false}',
  'email:',
  'email: {}',
  'email: {notif_from: a@example.com, smtp_port: 1_025, smtp_user: u, smtp_pass: S3CRET}',
  'email: {notif_from: "%s <a@example.com>", smtp_port: 0x19, app_name:}',
  'rc_login: {address: {per_second: 1e3, burst_count: 5000000000}, account:}',
  'rc_login:',
  'rc_registration: {per_second: .inf, burst_count: .nan}',
  'user_consent: {version: "1.0", template_dir: /t, require_at_registration: 1}',
  'listeners: [{resources: [{names: consent}, {}]}, null]',
  'session_lifetime: 24h',
  'modules: [null, {module: a.B}, {}]',
  'sso: null',
  'ui_auth:',
  'account_validity:',
  'experimental_features: {msc3866:}',
];

test('settings: whatever Synapse says, MAS accepts the result, and no secret is told', () => {
  fc.assert(
    fc.property(fc.subarray(lines), fc.constantFrom(bareMas, generatedMas), (chosen, mas) => {
      const { findings, set } = outcome(['server_name: example.com', ...chosen, ''].join('\n'), mas);
      return !JSON.stringify([findings, set]).includes('S3CRET');
    }),
    { numRuns: 300 },
  );
});
