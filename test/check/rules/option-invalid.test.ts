import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionInvalid } from '../../../src/check/rules/option-invalid.ts';
import { masConfig, synapseConfig } from '../../compile/build-configs.ts';
import { masSchemaErrors } from '../../support/mas-schema.ts';

const id = 'id: 01JZ8Q2M6V0S6TVTDY4GZ3K8AB';
const named = `${id}, issuer: "https://a/", client_id: a`;
const provider = `${named}, token_endpoint_auth_method: none`;

/** Sections that MAS takes. */
const sound = [
  'account: {email_change_allowed: false, password_recovery_enabled: true}',
  'account: {}',
  'captcha: {service: null}',
  'captcha: {service: hcaptcha, site_key: a, secret_key: b}',
  'branding: {tos_uri: "https://example.com/", service_name: null}',
  'rate_limiting: {login: {per_ip: {burst: 1, per_second: 0.5}}, registration: {burst: 3, per_second: 1}}',
  'email: {transport: smtp, mode: starttls, hostname: a, port: 25, username: a, password: b, from: "a@b"}',
  'email: {transport: smtp, mode: tls, hostname: a, username: null, password: null, command: null}',
  'email: {transport: smtp, mode: tls, hostname: a, username: a, password_file: /a}',
  'email: {transport: sendmail, command: a}',
  'email: {transport: blackhole, mode: tls, username: a}',
  'passwords: {enabled: false, schemes: []}',
  'http: {public_base: "https://a/", issuer: null}',
  `upstream_oauth2: {providers: [{${id}, client_id: a, token_endpoint_auth_method: none, discovery_mode: disabled}]}`,
  `upstream_oauth2: {providers: [{${named}, token_endpoint_auth_method: client_secret_post, client_secret_file: /a}]}`,
  `upstream_oauth2: {providers: [{${named}, token_endpoint_auth_method: client_secret_jwt, client_secret: a, token_endpoint_auth_signing_alg: HS256}]}`,
  `upstream_oauth2: {providers: [{${named}, token_endpoint_auth_method: sign_in_with_apple, sign_in_with_apple: {private_key: a, team_id: a, key_id: a}}]}`,
  `upstream_oauth2: {providers: [{${provider}, claims_imports: {localpart: {action: force, on_conflict: add}}}]}`,
  'passwords: {minimum_complexity: 2, schemes: [{version: 7, algorithm: pbkdf2, secret: null, cost: null}]}',
  `upstream_oauth2: {providers: [{${provider}}]}`,
  `upstream_oauth2: {providers: [{${provider}, discovery_mode: insecure, pkce_method: always, response_mode: form_post, fetch_userinfo: true, on_backchannel_logout: logout_all, additional_authorization_parameters: {a: b}}]}`,
  `upstream_oauth2: {providers: [{${provider}, claims_imports: {subject: {template: a}, localpart: {action: require, template: null, on_conflict: set}, email: {action: ignore}, account_name: {template: a}, skip_confirmation: true}}]}`,
  'http: {public_base: "https://a/", listeners: [{resources: [{name: compat}], binds: [{port: 1}]}]}',
];

/** Each breaks one thing, at the path. */
const broken: readonly (readonly [yaml: string, path: string])[] = [
  ['account: {email_change_allowed: "yes"}', 'account.email_change_allowed'],
  ['captcha: {service: recaptcha}', 'captcha.service'],
  ['captcha: {site_key: 5}', 'captcha.site_key'],
  ['branding: {tos_uri: [a]}', 'branding.tos_uri'],
  ['rate_limiting: {login: {per_ip: {burst: 0, per_second: 0.5}}}', 'rate_limiting.login.per_ip.burst'],
  ['rate_limiting: {registration: {burst: 1}}', 'rate_limiting.registration'],
  ['email: {hostname: a}', 'email'],
  ['email: {transport: smtp, mode: ssl, hostname: a}', 'email.mode'],
  ['email: {transport: smtp, mode: tls, hostname: a, port: 70000}', 'email.port'],
  ['email: {transport: smtp, mode: tls, hostname: a, port: "25"}', 'email.port'],
  ['passwords: {schemes: [{version: 1, algorithm: md5}]}', 'passwords.schemes.0.algorithm'],
  [
    'upstream_oauth2: {providers: [{id: short, issuer: "https://a/", client_id: a, token_endpoint_auth_method: none}]}',
    'upstream_oauth2.providers.0.id',
  ],
  [
    'upstream_oauth2: {providers: [{id: 01JZ8Q2M6V0S6TVTDY4GZ3K8AB, issuer: "https://a/", token_endpoint_auth_method: none}]}',
    'upstream_oauth2.providers.0',
  ],
  [
    `upstream_oauth2: {providers: [{${provider}, discovery_mode: always}]}`,
    'upstream_oauth2.providers.0.discovery_mode',
  ],
  [
    `upstream_oauth2: {providers: [{${provider}, claims_imports: {localpart: {action: yes}}}]}`,
    'upstream_oauth2.providers.0.claims_imports.localpart.action',
  ],
  [
    `upstream_oauth2: {providers: [{${provider}, additional_authorization_parameters: {a: 1}}]}`,
    'upstream_oauth2.providers.0.additional_authorization_parameters.a',
  ],
  [
    'http: {public_base: "https://a/", listeners: [{resources: [compat], binds: [{port: 1}]}]}',
    'http.listeners.0.resources.0',
  ],
];

const oneProvider = 'upstream_oauth2.providers.0';
const smtp = 'transport: smtp, mode: tls, hostname: a';

/** Each option is as MAS's schema has it, but not beside the others; MAS says so in words of its own. */
const contradictory: readonly (readonly [yaml: string, ...what: readonly string[]])[] = [
  [
    'http: {public_base: "https://a/", listeners: [{resources: [], binds: []}]}',
    'http.listeners.0.binds is empty.',
    'http.listeners.0.resources is empty.',
  ],
  ['http: {public_base: auth.example.org}', 'http.public_base must be a URL with its scheme.'],
  ['branding: {tos_uri: /terms}', 'branding.tos_uri must be a URL with its scheme.'],
  [
    ofProvider(`${provider}, discovery_mode: disabled, authorization_endpoint: a/authorize`),
    `${oneProvider}.authorization_endpoint must be a URL with its scheme.`,
  ],
  ['email: {transport: smtp}', 'email has no hostname.', 'email has no mode.'],
  [`email: {${smtp}, username: a}`, 'email has no password.'],
  [`email: {${smtp}, password_file: /a}`, 'email has no username.'],
  [
    `email: {${smtp}, username: a, password: a, password_file: /a}`,
    'email.password_file must not be set beside the other options.',
  ],
  [`email: {${smtp}, command: a}`, 'email.command must not be set beside the other options.'],
  ['email: {transport: smtp, mode: null, hostname: a}', 'email.mode must not be null beside the other options.'],
  [
    'email: {transport: sendmail, port: 25}',
    'email has no command.',
    'email.port must not be set beside the other options.',
  ],
  ['passwords: {schemes: []}', 'passwords.schemes is empty.'],
  ['captcha: {service: recaptcha_v2, site_key: a}', 'captcha has no secret_key.'],
  ['rate_limiting: {registration: {burst: 1, per_second: 0}}', 'rate_limiting.registration.per_second must be > 0.'],
  [ofProvider(`${id}, client_id: a, token_endpoint_auth_method: none`), `${oneProvider} has no issuer.`],
  [ofProvider(`${named}, token_endpoint_auth_method: client_secret_basic`), `${oneProvider} has no client_secret.`],
  [
    ofProvider(`${provider}, client_secret: a`),
    `${oneProvider}.client_secret must not be set beside the other options.`,
  ],
  [
    ofProvider(`${named}, token_endpoint_auth_method: private_key_jwt`),
    `${oneProvider} has no token_endpoint_auth_signing_alg.`,
  ],
  [
    ofProvider(`${provider}, token_endpoint_auth_signing_alg: RS256`),
    `${oneProvider}.token_endpoint_auth_signing_alg must not be set beside the other options.`,
  ],
  [ofProvider(`${named}, token_endpoint_auth_method: sign_in_with_apple`), `${oneProvider} has no sign_in_with_apple.`],
  [
    ofProvider(`${provider}, claims_imports: {skip_confirmation: true}`),
    `${oneProvider}.claims_imports has no localpart.`,
  ],
  [
    ofProvider(
      `${provider}, claims_imports: {skip_confirmation: true, localpart: {action: require}, email: {action: suggest}}`,
    ),
    `${oneProvider}.claims_imports.email.action must be one of ignore, force, require.`,
  ],
  [
    ofProvider(`${provider}, claims_imports: {localpart: {action: suggest, on_conflict: set}}`),
    `${oneProvider}.claims_imports.localpart.action must be one of force, require.`,
  ],
];

function ofProvider(options: string): string {
  return `upstream_oauth2: {providers: [{${options}}]}`;
}

const matrix = 'matrix: {homeserver: example.com, secret: S3CRET}\n';

for (const yaml of sound) {
  test(`MAS takes ${yaml}, and so do we`, () => {
    const mas = masConfig(`${matrix}${yaml}\n`);
    assert.deepEqual(masSchemaErrors(mas.tree.value([])), []);
    assert.deepEqual(optionInvalid.observe(synapseConfig('server_name: a\n'), mas), []);
  });
}

test('MAS takes a ULID in lower case, whatever its schema says', () => {
  const mas = masConfig(`${matrix}${ofProvider(provider.replace(id, id.toLowerCase()))}\n`);
  assert.notDeepEqual(masSchemaErrors(mas.tree.value([])), []);
  assert.deepEqual(optionInvalid.observe(synapseConfig('server_name: a\n'), mas), []);
});

for (const [yaml, path] of broken) {
  test(`MAS refuses ${yaml}, and we say where`, () => {
    // The readers of these sections would say it first, and make no configuration of it.
    const { tree } = masConfig(`${matrix}x-${yaml}\n`);
    const [section = ''] = path.split('.');
    const value = tree.value([`x-${section}`]);
    const mas = {
      ...masConfig(matrix),
      tree: {
        ...tree,
        value: (at: readonly (string | number)[]) => (at.length === 1 && at[0] === section ? value : undefined),
        place: (at: readonly (string | number)[]) => tree.place([`x-${at[0]}`, ...at.slice(1)]),
      },
    };
    assert.notDeepEqual(masSchemaErrors({ matrix: { homeserver: 'a' }, [section]: value }), []);
    const found = optionInvalid.observe(synapseConfig('server_name: a\n'), mas);
    assert.equal(found.length, 1, JSON.stringify(found));
    assert.ok(found[0]?.what.startsWith(`${path} `), found[0]?.what);
    assert.equal(found[0]?.where[0]?.line, 2);
  });
}

for (const [yaml, ...what] of contradictory) {
  test(`MAS refuses ${yaml}, which its schema takes`, () => {
    const mas = masConfig(`${matrix}${yaml}\n`);
    assert.deepEqual(masSchemaErrors(mas.tree.value([])), []);
    const found = optionInvalid.observe(synapseConfig('server_name: a\n'), mas);
    assert.deepEqual(found.map((one) => one.what).sort(), what);
    assert.equal(found[0]?.where[0]?.line, 2);
  });
}
