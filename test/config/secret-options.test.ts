import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isSecretKey, isUriWithPassword } from '../../src/config/secret-options.ts';

const secret = [
  'macaroon_secret_key',
  'form_secret',
  'registration_shared_secret',
  'turn_shared_secret',
  'worker_replication_secret',
  'signing_key',
  'recaptcha_private_key',
  'password_config.pepper',
  'database.args.password',
  'database.args.sslpassword',
  'redis.password',
  'email.smtp_pass',
  'jwt_config.secret',
  'oidc_providers.0.client_secret',
  'oidc_providers.0.client_secret_jwt_key.key',
  'turn_password',
  'matrix_authentication_service.secret',
  'experimental_features.msc3861.admin_token',
  'modules.0.config.bind_password',
  'secrets.encryption',
  'secrets.keys.0.key',
  'secrets.keys.0.password',
  'matrix.secret',
  'database.ssl_key',
  'passwords.schemes.0.secret',
  'clients.0.client_secret',
  'captcha.secret_key',
  'telemetry.sentry.dsn',
  'http.listeners.0.tls.key',
  'upstream_oauth2.providers.0.sign_in_with_apple.private_key',
  'clients.0.jwks.keys.0.d',
  'email.password',
];

const open = [
  'server_name',
  'signing_key_path',
  'registration_shared_secret_path',
  'database.password_file',
  'recaptcha_public_key',
  'captcha.site_key',
  'old_signing_keys.ed25519:a.key',
  'registration_requires_token',
  'password_config',
  'trusted_key_servers',
  'macaroon_secret_key_path',
  'upstream_oauth2.providers.0.token_endpoint_auth_method',
  'upstream_oauth2.providers.0.token_endpoint',
  'upstream_oauth2.providers.0.sign_in_with_apple.key_id',
  'secrets.keys.0.kid',
  'clients.0.jwks.keys.0.n',
  'extra_well_known_client_content.m.secret',
  'experimental.access_token_ttl',
  'database.ssl_ca_file',
];

suite('secret options', () => {
  const path = (text: string) => text.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  for (const text of secret) test(`${text} is secret`, () => assert.equal(isSecretKey(path(text)), true));
  for (const text of open) test(`${text} is not`, () => assert.equal(isSecretKey(path(text)), false));

  test('URIs with passwords', () => {
    const uris = [
      'postgresql://u:p@h/d',
      'redis://:p@h',
      'postgresql:///d?user=u&password=p',
      'http://h/',
      'postgresql://u@h/d',
      'https://h/a:b@c',
      'mailto:a@b',
      'https://h/u?access_token=x',
      'https://h/u?a=b&api_key=x',
      'https://h/u?client_secret=x',
      'https://h/u?token_type=x',
    ];
    assert.deepEqual(uris.map(isUriWithPassword), [
      ...[true, true, true, false, false, false, false],
      ...[true, true, true, false],
    ]);
  });
});
