import assert from 'node:assert/strict';
import { test } from 'node:test';
import { synapseRefusals } from '../../../src/check/synapse-refusals.ts';
import { compileDelegation } from '../../../src/compile/compile-delegation.ts';
import { patchMasConfig } from '../../../src/compile/mas/patch-mas-config.ts';
import { lostOptions } from '../../../src/compile/mas/settings/lost-option-list.ts';
import { describeOptions } from '../../../src/compile/options/describe-options.ts';
import { leftOptions } from '../../../src/compile/options/left-options.ts';
import { formatPath } from '../../../src/config/config-node.ts';
import type { PlanOption } from '../../../src/plan/types.gen.ts';
import { masConfig, synapseConfig } from '../build-configs.ts';
import { patched } from '../patched.ts';

const seed = '0123456789abcdef0123456789abcdef';

function describe(
  files: Parameters<typeof synapseConfig>[0],
  mas: Parameters<typeof masConfig>[0] = undefined,
): readonly PlanOption[] {
  const synapse = synapseConfig(files);
  const target = masConfig(mas);
  const { steps } = patchMasConfig(synapse, target, { seed, createdAt: '2026-01-01T00:00:00Z' });
  const options = describeOptions(synapse, {
    delegation: compileDelegation(synapse, target, { seed }),
    masSteps: steps,
  });
  const keys = options.map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length, 'each key stands once');
  return options;
}

function one(key: string, ...args: Parameters<typeof describe>): PlanOption {
  const found = describe(...args).find((option) => option.key === key);
  assert.ok(found, key);
  return found;
}

/** Values with which Synapse refuses to start beside MAS. */
const refused: Readonly<Record<string, string>> = {
  'password_config.enabled': 'password_config:\n  enabled: true\n',
  enable_registration: 'enable_registration: true\n',
  disable_registration: 'disable_registration: false\n',
  user_consent: 'user_consent: {version: 1}\n',
  oidc_providers: 'oidc_providers: [{idp_id: a, issuer: "https://a/", client_id: a, client_secret: S3CRET}]\n',
  oidc_config: 'oidc_config: {enabled: true, issuer: "https://a/", client_id: a, client_secret: S3CRET}\n',
  saml2_config: 'saml2_config: {sp_config: {a: 1}}\n',
  cas_config: 'cas_config: {enabled: true, server_url: a}\n',
  jwt_config: 'jwt_config: {enabled: true, secret: S3CRET}\n',
  password_providers: 'password_providers: [{module: a}]\n',
  ldap_config: 'ldap_config: {enabled: true, bind_password: S3CRET}\n',
  enable_registration_captcha: 'enable_registration_captcha: true\n',
  'login_via_existing_session.enabled': 'login_via_existing_session:\n  enabled: true\n',
  refresh_token_lifetime: 'refresh_token_lifetime: 1h\n',
  nonrefreshable_access_token_lifetime: 'nonrefreshable_access_token_lifetime: 1h\n',
  session_lifetime: 'session_lifetime: 1h\n',
  enable_3pid_changes: 'enable_3pid_changes: true\n',
  'experimental_features.msc3861': 'experimental_features:\n  msc3861: {enabled: true, admin_token: S3CRET}\n',
};

test('there is a value for every refusal', () => {
  assert.deepEqual(Object.keys(refused).sort(), synapseRefusals.map(({ path }) => formatPath(path)).sort());
});

for (const [key, yaml] of Object.entries(refused)) {
  test(`${key}, refused: the entry has its place, and homeserver.yaml becomes what it says`, () => {
    const { action, to, reason, where } = one(key, yaml);
    assert.equal(where[0]?.file, '/etc/synapse/homeserver.yaml');
    assert.equal(where[0]?.line, key.includes('.') ? 2 : 1);
    assert.ok(reason.length > 20);
    assert.ok(!JSON.stringify(describe(yaml)).includes('S3CRET'));
    const after = patched(synapseConfig(yaml)).config.tree.value(key.split('.'));
    if (action === 'set') assert.equal(String(after), to);
    else assert.ok(after === undefined && ['removed', 'moved'].includes(action), action);
  });
}

test('what is moved has an option of MAS, and the reason says whether the plan changes it', () => {
  const moved = Object.entries(refused).flatMap(([key, yaml]) => {
    const { action, to } = one(key, yaml);
    return action === 'moved' ? [[key, to]] : [];
  });
  assert.deepEqual(moved, [
    ['enable_registration', 'account.password_registration_enabled'],
    ['disable_registration', 'account.password_registration_enabled'],
    ['oidc_providers', 'upstream_oauth2.providers'],
    ['oidc_config', 'upstream_oauth2.providers'],
    ['enable_registration_captcha', 'captcha'],
    ['enable_3pid_changes', 'account.email_change_allowed'],
  ]);
  assert.match(
    one('oidc_providers', refused.oidc_providers ?? '').reason,
    /The plan changes upstream_oauth2\.providers/,
  );
  assert.match(one('enable_3pid_changes', 'enable_3pid_changes: true\n').reason, /stays as it is/);
});

const accepted: readonly (readonly [key: string, yaml: string, to?: string])[] = [
  ['password_config.enabled', 'password_config:\n  enabled: false\n'],
  ['enable_registration', 'enable_registration: false\n', 'account.password_registration_enabled'],
  ['enable_3pid_changes', 'enable_3pid_changes: false\n', 'account.email_change_allowed'],
  ['oidc_config', 'oidc_config: {enabled: false}\n'],
  ['oidc_providers', 'oidc_providers: []\n'],
  ['user_consent', 'user_consent:\n'],
  ['cas_config', 'cas_config:\n'],
  ['session_lifetime', 'session_lifetime: 0\n'],
  ['login_via_existing_session.enabled', 'login_via_existing_session: {enabled: false}\n'],
];

for (const [key, yaml, to] of accepted) {
  test(`${yaml.trim()} is left, since Synapse starts with it`, () => {
    const option = one(key, yaml);
    assert.deepEqual([option.action, option.to], ['left', to]);
    assert.notEqual(patched(synapseConfig(yaml)).config.tree.place(key.split('.')), undefined);
  });
}

test('a switch that is off in Synapse is switched off in MAS, and the reason says so', () => {
  assert.match(
    one('enable_3pid_changes', 'enable_3pid_changes: false\n').reason,
    /The plan changes account\.email_change/,
  );
});

test('every option that Synapse still takes has an entry with file and line', () => {
  const paths = [...leftOptions.map(({ path }) => path), ...lostOptions.flatMap((option) => option.paths)];
  assert.ok(paths.length > 50);
  for (const path of paths) {
    const yaml = `server_name: a\n${path.map((key, index) => `${'  '.repeat(index)}${key}:`).join('\n')} S3CRET\n`;
    const { action, reason, where } = one(formatPath(path), yaml);
    assert.equal(action, 'left');
    assert.ok(reason.length > 20, reason);
    assert.deepEqual(
      where.map(({ file, line }) => [file, line]),
      [['/etc/synapse/homeserver.yaml', path.length + 1]],
    );
    assert.ok(!JSON.stringify(describe(yaml)).includes('S3CRET'));
  }
});

/** The options about which every operator asks: section 2 of what is known of both configurations. */
test('the options that are still honoured or harmless are all known', () => {
  const known = new Set(
    [...leftOptions.map(({ path }) => path), ...lostOptions.flatMap(({ paths }) => paths)].map(formatPath),
  );
  const asked = [
    ...['refreshable_access_token_lifetime', 'registration_shared_secret', 'registrations_require_3pid', 'email'],
    ...[
      'registration_requires_token',
      'allow_guest_access',
      'ui_auth',
      'sso',
      'password_config.policy',
      'bcrypt_rounds',
    ],
    ...['account_validity', 'delete_stale_devices_after', 'enable_set_displayname', 'account_threepid_delegates'],
    ...['auto_join_rooms', 'modules', 'rc_login', 'rc_registration', 'instance_map', 'stream_writers'],
  ];
  assert.deepEqual(
    asked.filter((key) => !known.has(key)),
    [],
  );
});

test('what MAS takes over is named, with whether the plan changes it', () => {
  const text = 'password_config: {pepper: S3CRET}\nenable_set_displayname: false\nbcrypt_rounds: 14\n';
  const named = describe(text).flatMap(({ key, to, reason }) =>
    to?.includes('.') ? [[key, to, /The plan changes/.test(reason)]] : [],
  );
  assert.deepEqual(
    named.filter(([key]) => !String(key).startsWith('matrix_')),
    [
      ['password_config.pepper', 'passwords.schemes', true],
      ['bcrypt_rounds', 'passwords.schemes', false],
      ['enable_set_displayname', 'account.displayname_change_allowed', true],
    ],
  );
});

test('every file that sets an option is named, also where a later one hides it', () => {
  const files = {
    '/a.yaml': 'server_name: a\noidc_providers: [{idp_id: a}]\npassword_config:\n  enabled: true\n  policy: {}\n',
    '/b.yaml': 'oidc_providers: [{idp_id: b}]\npassword_config:\n  enabled: true\n',
  };
  const places = (key: string) => one(key, files).where.map(({ file, line, key: name }) => [file, line, name]);
  assert.deepEqual(places('oidc_providers'), [
    ['/a.yaml', 2, 'oidc_providers'],
    ['/b.yaml', 1, 'oidc_providers'],
  ]);
  assert.deepEqual(places('password_config.enabled'), [
    ['/a.yaml', 4, 'password_config.enabled'],
    ['/b.yaml', 3, 'password_config.enabled'],
  ]);
  assert.match(one('password_config.policy', files).reason, /no effect/);
});

test('matrix_authentication_service: where there is none, all of it comes in', () => {
  const mine = (text: string, mas?: string) =>
    describe(text, mas)
      .filter(({ key }) => key.startsWith('matrix_authentication_service.'))
      .map(({ key, action, to, where }) => [key.split('.')[1], action, to, where[0]?.line]);
  assert.deepEqual(mine('server_name: a\n'), [
    ['enabled', 'set', 'true', undefined],
    ['endpoint', 'set', 'http://127.0.0.1:8090/', undefined],
    ['secret_path', 'set', '/run/secrets/mas', undefined],
  ]);
  const text =
    'matrix_authentication_service:\n  enabled: false\n  endpoint: http://mas/\n  secret: S3CRET\n  force_http2: true\n';
  assert.deepEqual(mine(text), [
    ['enabled', 'set', 'true', 2],
    ['endpoint', 'left', undefined, 3],
    ['secret_path', 'set', '/run/secrets/mas', undefined],
    ['secret', 'removed', undefined, 4],
    ['force_http2', 'left', undefined, 5],
  ]);
  assert.deepEqual(mine(text, 'matrix: {homeserver: a, secret: S3CRET}\n').slice(2), [
    ['secret', 'left', undefined, 4],
    ['force_http2', 'left', undefined, 5],
  ]);
});

test('the resource consent goes with user_consent', () => {
  const listeners = 'listeners:\n  - port: 8008\n    resources:\n      - names: [client, consent]\n';
  const option = one('listeners[0].resources[0].names', `user_consent: {version: 1}\n${listeners}`);
  assert.deepEqual([option.action, option.to, option.where[0]?.line], ['set', '[client]', 5]);
  assert.ok(!describe(listeners).some(({ key }) => key.startsWith('listeners')));
});
