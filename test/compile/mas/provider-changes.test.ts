import assert from 'node:assert/strict';
import { test } from 'node:test';
import { masSchemaErrors, revealAll } from '../../support/mas-schema.ts';
import { soundMas } from '../build-configs.ts';
import { patchedMas } from './patched-mas.ts';

const homeserver = `server_name: example.com
password_config: {enabled: false}
oidc_providers:
  - idp_id: a
    idp_name: A
    issuer: https://a.example/
    client_id: me
    client_secret: S3CRETsynapse
    scopes: [openid, email]
    backchannel_logout_enabled: true
    allow_existing_users: true
    user_mapping_provider:
      config:
        subject_claim: id
        localpart_template: "{{ user.name }}"
        email_template: "{{ user.mail }}"
`;
const id = '01JZ8Q2M6V0S6TVTDY4GZ3K8AB';

/** MAS's providers after the patch, where it has one of its own. */
function completed(own: string) {
  const result = patchedMas(homeserver, `${soundMas}upstream_oauth2:\n  providers:\n    - id: ${id}\n${own}`);
  assert.deepEqual(masSchemaErrors(result.tree.value([])), []);
  const providers = revealAll(result.tree.value(['upstream_oauth2', 'providers']));
  return { providers: providers as readonly Readonly<Record<string, unknown>>[], findings: result.findings };
}

const mail = { action: 'force', template: '{{ user.mail }}' };
const localpart = { action: 'require', template: '{{ user.name | lower }}', on_conflict: 'set' };

test('a provider that is known by its synapse_idp_id is completed: what is there stays', () => {
  const { providers, findings } = completed(`      synapse_idp_id: oidc-a # ours
      human_name: Another name
      issuer: https://a.example
      client_id: me
      client_secret: S3CRETmas
      token_endpoint_auth_method: client_secret_post
      scope: email openid
      claims_imports:
        localpart: {action: force}
`);
  assert.deepEqual(providers, [
    {
      id,
      synapse_idp_id: 'oidc-a',
      human_name: 'Another name',
      issuer: 'https://a.example',
      client_id: 'me',
      client_secret: 'S3CRETmas',
      token_endpoint_auth_method: 'client_secret_post',
      scope: 'email openid',
      on_backchannel_logout: 'logout_all',
      claims_imports: {
        localpart: { action: 'force', template: '{{ user.name | lower }}', on_conflict: 'set' },
        subject: { template: '{{ user.id }}' },
        email: mail,
      },
    },
  ]);
  assert.deepEqual(
    findings.filter((finding) => finding.id === 'mas/provider-differs').map(({ what }) => what),
    [
      'oidc-a: human_name, token_endpoint_auth_method, claims_imports.localpart.action of MAS are not what Synapse has.',
    ],
  );
});

test('where users may come by another subject, the difference is a warning', () => {
  const severities = (more: string) =>
    completed(
      `      synapse_idp_id: oidc-a\n      client_id: me\n      client_secret: S3CRET\n      token_endpoint_auth_method: client_secret_basic\n${more}`,
    )
      .findings.filter(({ id: found }) => found === 'mas/provider-differs')
      .map(({ severity, what }) => `${severity} ${what}`);
  assert.deepEqual(severities('      issuer: https://b.example/\n'), [
    'warning oidc-a: issuer of MAS is not what Synapse has.',
  ]);
  assert.deepEqual(severities('      claims_imports: {subject: {template: "{{ user.sub }}"}}\n'), [
    'warning oidc-a: claims_imports.subject.template of MAS is not what Synapse has.',
  ]);
  assert.deepEqual(severities('      human_name: B\n'), ['info oidc-a: human_name of MAS is not what Synapse has.']);
});

test('one without synapse_idp_id is known by issuer and client id, and gets it', () => {
  const { providers } = completed(
    '      issuer: https://a.example\n      client_id: me\n      client_secret_file: /run/a\n      token_endpoint_auth_method: client_secret_basic\n',
  );
  assert.equal(providers.length, 1);
  assert.equal(providers[0]?.synapse_idp_id, 'oidc-a');
  assert.equal(providers[0]?.client_secret, undefined);
  assert.deepEqual(providers[0]?.claims_imports, { subject: { template: '{{ user.id }}' }, localpart, email: mail });
});

test('another provider stays as it is, and that of Synapse is added with an id of the plan', () => {
  const own =
    '      synapse_idp_id: oidc-b\n      issuer: https://a.example/\n      client_id: me\n      token_endpoint_auth_method: none\n';
  const { providers } = completed(own);
  assert.deepEqual(
    providers.map(({ synapse_idp_id }) => synapse_idp_id),
    ['oidc-b', 'oidc-a'],
  );
  assert.match(String(providers[1]?.id), /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  assert.equal(providers[1]?.client_secret, 'S3CRETsynapse');
});

test('a provider that only suggests the name cannot resolve conflicts', () => {
  const { providers } = completed(
    '      synapse_idp_id: oidc-a\n      issuer: https://a.example/\n      client_id: me\n      client_secret: S3CRET\n      token_endpoint_auth_method: client_secret_basic\n      claims_imports: {localpart: {action: suggest, template: "{{ user.x }}"}}\n',
  );
  assert.deepEqual(
    providers.map(({ claims_imports }) => (claims_imports as Readonly<Record<string, unknown>>).localpart),
    [{ action: 'suggest', template: '{{ user.x }}' }],
  );
});

test('a secret is not added to a provider that proves itself in another way', () => {
  const { providers } = completed(
    '      synapse_idp_id: oidc-a\n      issuer: https://a.example/\n      client_id: me\n      token_endpoint_auth_method: private_key_jwt\n      token_endpoint_auth_signing_alg: RS256\n',
  );
  assert.equal(providers[0]?.client_secret, undefined);
});
