import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionInvalid } from '../../../src/check/rules/option-invalid.ts';
import { masConfig, synapseConfig } from '../../compile/build-configs.ts';
import { masSchemaErrors } from '../../support/mas-schema.ts';

const provider = 'id: 01JZ8Q2M6V0S6TVTDY4GZ3K8AB, client_id: a, token_endpoint_auth_method: none';

/** Sections that MAS takes. */
const sound = [
  'account: {email_change_allowed: false, password_recovery_enabled: true}',
  'account: {}',
  'captcha: {service: null}',
  'captcha: {service: hcaptcha, site_key: a, secret_key: b}',
  'branding: {tos_uri: "https://example.com/", service_name: null}',
  'rate_limiting: {login: {per_ip: {burst: 1, per_second: 0.5}}, registration: {burst: 3, per_second: 1}}',
  'email: {transport: smtp, mode: starttls, hostname: a, port: 25, username: a, password: b, from: "a@b"}',
  'email: {transport: sendmail, command: a}',
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
  ['email: {transport: smtp, mode: ssl}', 'email.mode'],
  ['email: {transport: smtp, port: 70000}', 'email.port'],
  ['email: {transport: smtp, port: "25"}', 'email.port'],
  ['passwords: {schemes: [{version: 1, algorithm: md5}]}', 'passwords.schemes.0.algorithm'],
  [
    'upstream_oauth2: {providers: [{id: short, client_id: a, token_endpoint_auth_method: none}]}',
    'upstream_oauth2.providers.0.id',
  ],
  [
    'upstream_oauth2: {providers: [{id: 01JZ8Q2M6V0S6TVTDY4GZ3K8AB, token_endpoint_auth_method: none}]}',
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
  ['http: {public_base: "https://a/", listeners: [{resources: [compat], binds: []}]}', 'http.listeners.0.resources.0'],
];

const matrix = 'matrix: {homeserver: example.com, secret: S3CRET}\n';

for (const yaml of sound) {
  test(`MAS takes ${yaml}, and so do we`, () => {
    const mas = masConfig(`${matrix}${yaml}\n`);
    assert.deepEqual(masSchemaErrors(mas.tree.value([])), []);
    assert.deepEqual(optionInvalid.observe(synapseConfig('server_name: a\n'), mas), []);
  });
}

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
