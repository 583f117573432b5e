import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSynapseOptions } from '../../src/check/check-synapse-options.ts';
import { synapseRefusals } from '../../src/check/synapse-refusals.ts';
import { PlanError } from '../../src/support/errors.ts';
import { synapseConfig } from './build-configs.ts';
import { one, patched, section } from './patched.ts';

const refused: Readonly<Record<string, string>> = {
  'synapse/password-config': 'password_config:\n  enabled: only_for_reauth\n  pepper: "salt"',
  'synapse/enable-registration': 'enable_registration: yes',
  'synapse/disable-registration': 'disable_registration: no',
  'synapse/user-consent': 'user_consent:\n  version: 1.0\n  template_dir: x',
  'synapse/oidc-providers': 'oidc_providers:\n- idp_id: a\n  client_secret: abc',
  'synapse/oidc-config': 'oidc_config: {enabled: true, issuer: "https://x/"}',
  'synapse/saml2-config': 'saml2_config:\n  sp_config: {a: b}',
  'synapse/cas-config': 'cas_config:\n  server_url: "https://cas"',
  'synapse/jwt-config': 'jwt_config:\n  enabled: true\n  secret: abc\n  algorithm: HS256',
  'synapse/password-providers': 'password_providers:\n  - module: ldap_auth_provider.LdapAuthProvider\n    config: {}',
  'synapse/ldap-config': 'ldap_config: {enabled: true}',
  'synapse/registration-captcha': 'enable_registration_captcha: true',
  'synapse/login-via-existing-session': 'login_via_existing_session:\n  enabled: true\n  require_ui_auth: false',
  'synapse/refresh-token-lifetime': 'refresh_token_lifetime: 24h',
  'synapse/nonrefreshable-access-token-lifetime': 'nonrefreshable_access_token_lifetime: 86400000',
  'synapse/session-lifetime': "session_lifetime: '1w'",
  'synapse/enable-3pid-changes': 'enable_3pid_changes: on',
  'synapse/msc3861': 'experimental_features:\n  msc3861:\n    enabled: true\n    admin_token: abc',
};

test('every refusal has a case here', () => {
  assert.deepEqual(Object.keys(refused).sort(), synapseRefusals.map((refusal) => refusal.id).sort());
});

for (const [id, option] of Object.entries(refused)) {
  test(`${id}: found, patched, and not found again`, () => {
    const source = synapseConfig(`server_name: example.com\n# before\n${option}\n# after\nreport_stats: no\n`);
    assert.deepEqual(
      checkSynapseOptions(source).map((finding) => finding.id),
      [id],
    );
    const result = patched(source);
    assert.deepEqual(checkSynapseOptions(result.config), []);
    const text = result.texts['/etc/synapse/homeserver.yaml'] as string;
    assert.ok(text.startsWith('server_name: example.com\n# before\n'));
    assert.ok(text.endsWith(`# after\nreport_stats: no\n${section}`));
    assert.equal(result.config.tree.value(['matrix_authentication_service', 'enabled']), true);
  });
}

test('options that Synapse accepts beside MAS are left', () => {
  const harmless = [
    'password_config:',
    'password_config: {pepper: x}',
    'password_config: {enabled: false}',
    'enable_registration: "false"',
    'disable_registration: true\nenable_registration: true',
    'user_consent:',
    'oidc_providers: []',
    'oidc_config: {issuer: x}',
    'saml2_config: {enabled: true}',
    'cas_config: {enabled: false, server_url: x}',
    'jwt_config: {enabled: false, secret: a, algorithm: b}',
    'login_via_existing_session: {}',
    'refresh_token_lifetime: 0',
    'session_lifetime: null',
    'enable_3pid_changes: off',
    'experimental_features: {msc3861: {}}',
  ];
  for (const option of harmless) {
    const text = `server_name: example.com\n${option}\n`;
    assert.deepEqual(checkSynapseOptions(synapseConfig(text)), [], option);
    assert.equal(one(text), text + section, option);
  }
});

test('a set false keeps alignment, comment and neighbours', () => {
  const text =
    "password_config:   # logins\n   enabled:    !!bool 'true'   # for now\n   pepper: 'x'\n\n\nserver_name: a\n";
  assert.equal(one(text), text.replace("!!bool 'true'", 'false') + section);
});

test('registration that both options speak of loses both', () => {
  assert.equal(
    one('server_name: a\ndisable_registration: false\nenable_registration: true\n'),
    `server_name: a\n${section}`,
  );
});

test('line ends, byte order mark and a missing last line end are those of the file', () => {
  assert.equal(
    one('\uFEFFserver_name: a\r\noidc_providers:\r\n  - {idp_id: a}\r\n'),
    `\uFEFFserver_name: a\r\n${section.replaceAll('\n', '\r\n')}`,
  );
  assert.equal(one('oidc_providers: [a]\nserver_name: a'), `server_name: a\n${section}`);
  assert.equal(one('server_name: a\noidc_providers: [a]'), `server_name: a\n${section}`);
  assert.equal(one('server_name: a\n...\n# end'), `server_name: a\n${section}...\n# end`);
  assert.equal(one('server_name: a\nmotd: |\n  no line end'), `server_name: a\n${section}motd: |\n  no line end`);
});

test('comments and blank lines around a removed section stay, those inside it go', () => {
  const text =
    'server_name: a\n\n# about providers\noidc_providers:\n  # first\n  - idp_id: a\n\n    # indented: belongs to it\n\n# about the next\nnext: 1\n';
  assert.equal(one(text), `server_name: a\n\n# about providers\n\n# about the next\nnext: 1\n${section}`);
});

test('a text that keeps blank lines does not grow', () => {
  const text = 'server_name: a\nmotd: |+\n  hello\noidc_config: {enabled: true}\n\n\n# c\nnext: 1\n';
  assert.equal(one(text), `server_name: a\nmotd: |+\n  hello\n# c\nnext: 1\n${section}`);
});

test('explicit keys, quoted keys and duplicates', () => {
  assert.equal(one('server_name: a\n? "oidc_config"\n: {enabled: true}\n'), `server_name: a\n${section}`);
  assert.equal(
    one("'enable_registration': true\nserver_name: a\nenable_registration: true\n"),
    `server_name: a\n${section}`,
  );
});

test('flow style', () => {
  const added =
    '"matrix_authentication_service": {"enabled": true, "endpoint": "http://127.0.0.1:8090/", "secret_path": "/run/secrets/mas"}, ';
  assert.equal(
    one('{"server_name": "a", "oidc_config": {"enabled": true}, "x": 1}\n'),
    `{${added}"server_name": "a", "x": 1}\n`,
  );
  assert.equal(
    one('{"oidc_config": {"enabled": true},\n "server_name": "a",\n "enable_registration": true}\n'),
    `{${added}\n "server_name": "a"\n }\n`,
  );
  assert.equal(
    one('server_name: a\nexperimental_features: {msc3861: {a: b}, msc1: true, }\n'),
    `server_name: a\nexperimental_features: {msc1: true, }\n${section}`,
  );
  assert.equal(
    one('server_name: a\nexperimental_features: {msc3861: {a: b}}\n'),
    `server_name: a\nexperimental_features: {}\n${section}`,
  );
});

test('a section that loses its only option stays, empty', () => {
  const text = 'server_name: a\nexperimental_features:   # trials\n  # c\n  msc3861:\n    enabled: true\nnext: 1\n';
  assert.equal(one(text), `server_name: a\nexperimental_features: {}   # trials\n  # c\nnext: 1\n${section}`);
});

test('aliases: a section that repeats another is changed alone', () => {
  const text = 'x: &pw\n  enabled: true\n  pepper: p\nserver_name: a\npassword_config: *pw\n';
  assert.equal(
    one(text),
    `x: &pw\n  enabled: true\n  pepper: p\nserver_name: a\npassword_config: {<<: *pw, enabled: false}\n${section}`,
  );
  const merged = 'x: &pw {enabled: true}\nserver_name: a\npassword_config:\n  <<: *pw\n  pepper: p\n';
  assert.equal(
    one(merged),
    `x: &pw {enabled: true}\nserver_name: a\npassword_config:\n  enabled: false\n  <<: *pw\n  pepper: p\n${section}`,
  );
});

test('what cannot be changed safely is refused with its place, all at once', () => {
  const texts = {
    '/a.yaml': 'server_name: a\noidc_providers: &p [{idp_id: a}]\nother: *p\n',
    '/b.yaml': 'common: &c {enable_registration: true}\n<<: *c\nx: 1\n',
  };
  assert.throws(
    () => patched(synapseConfig(texts)),
    (error: unknown) => {
      assert.ok(error instanceof PlanError);
      assert.deepEqual(
        error.problems.map((problem) => [problem.code, problem.place?.file, problem.place?.line]),
        [
          ['CONFIG_UNPATCHABLE', '/a.yaml', 3],
          ['CONFIG_UNPATCHABLE', '/b.yaml', 1],
        ],
      );
      return true;
    },
  );
  assert.throws(() => one('server_name: a\npassword_config: &x {enabled: true}\nother: *x\n'), PlanError);
  assert.throws(() => one('server_name: a\n<<: {enable_registration: true}\nenable_registration: true\n'), PlanError);
});

test('edits count bytes, not characters', () => {
  const text =
    'server_name: a\nmotd: "größe 🎉 日本"\npassword_config: {pepper: "ü", enabled: true}\nadmin_contact: "🎉"\n';
  assert.equal(one(text), text.replace('enabled: true', 'enabled: false') + section);
});

test('the page of the consent goes from the listeners with its section', () => {
  const listeners =
    'listeners:\n- port: 1\n  resources:\n    - names: [client, consent] # and its page\n    - names:\n        - consent\n';
  assert.equal(
    one(`${listeners}user_consent: {version: 1, template_dir: /t}\n`),
    `listeners:\n- port: 1\n  resources:\n    - names: [client] # and its page\n    - names:\n        []\n${section}`,
  );
  assert.equal(one(listeners), `${listeners}${section}`);
});
