import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mapProvider } from '../../../../src/compile/mas/provider/map-provider.ts';
import { synapseConfig } from '../../build-configs.ts';
import { mapped, provider } from './mapped.ts';

const secret = { secretOf: { file: '/etc/synapse/homeserver.yaml', key: 'oidc_providers[0].client_secret' } };
const plain = {
  synapse_idp_id: 'oidc-a',
  human_name: 'A',
  issuer: 'https://a.example/',
  client_id: 'me',
  client_secret: secret,
  token_endpoint_auth_method: 'client_secret_basic',
  scope: 'openid',
};

test('a provider with nothing but what it must have', () => {
  assert.deepEqual(mapped(provider('')).options, plain);
});

test('the older oidc_config is the provider oidc', () => {
  const { options } = mapped(
    'oidc_config: {enabled: true, issuer: "https://a.example/", client_id: me, client_secret: S3CRET}\n',
  );
  const { key } = { key: 'oidc_config.client_secret' };
  assert.deepEqual(options, {
    ...plain,
    synapse_idp_id: 'oidc',
    human_name: 'OIDC',
    client_secret: { secretOf: { ...secret.secretOf, key } },
  });
});

/** Each row of the table of options: what Synapse has, what MAS gets besides. */
const rows: readonly (readonly [synapse: string, mas: Readonly<Record<string, unknown>>])[] = [
  ['idp_brand: github', { brand_name: 'github' }],
  ['client_auth_method: client_secret_post', { token_endpoint_auth_method: 'client_secret_post' }],
  ['discover: true, skip_verification: true', { discovery_mode: 'insecure' }],
  ['discover: false, skip_verification: true', { discovery_mode: 'disabled' }],
  [
    'discover: false, authorization_endpoint: "https://a/1", token_endpoint: "https://a/2", userinfo_endpoint: "https://a/3", jwks_uri: "https://a/4"',
    {
      discovery_mode: 'disabled',
      authorization_endpoint: 'https://a/1',
      token_endpoint: 'https://a/2',
      userinfo_endpoint: 'https://a/3',
      jwks_uri: 'https://a/4',
    },
  ],
  [
    'discover: false, authorization_endpoint: "", token_endpoint: "", userinfo_endpoint: "", jwks_uri: ""',
    { discovery_mode: 'disabled' },
  ],
  ['pkce_method: auto', {}],
  ['pkce_method: never', { pkce_method: 'never' }],
  ['scopes: [openid, profile, email]', { scope: 'openid profile email' }],
  ['scopes: ["read:user"]', { scope: 'read:user', fetch_userinfo: true }],
  ['user_profile_method: userinfo_endpoint', { fetch_userinfo: true }],
  ['user_profile_method: auto', {}],
  ['id_token_signing_alg_values_supported: [ES256, PS256]', { id_token_signed_response_alg: 'ES256' }],
  ['id_token_signing_alg_values_supported: [ES256, RS256]', {}],
  [
    'additional_authorization_parameters: {acr_values: "2fa", response_mode: form_post, prompt: login}',
    { response_mode: 'form_post', additional_authorization_parameters: { acr_values: '2fa', prompt: 'login' } },
  ],
  ['backchannel_logout_enabled: true', { on_backchannel_logout: 'logout_all' }],
  ['backchannel_logout_enabled: false', {}],
  ['user_mapping_provider: {config: {subject_claim: sub}}', {}],
  [
    'user_mapping_provider: {config: {subject_claim: id}}',
    { claims_imports: { subject: { template: '{{ user.id }}' } } },
  ],
  [
    'user_mapping_provider: {config: {subject_template: "{{ user.a }}-{{ user.b }}"}}',
    { claims_imports: { subject: { template: '{{ user.a }}-{{ user.b }}' } } },
  ],
  [
    'user_mapping_provider: {config: {localpart_template: "{{ user.email|localpart_from_email }}"}}',
    { claims_imports: { localpart: { action: 'require', template: "{{ user.email | split('@') | first | lower }}" } } },
  ],
  [
    'user_mapping_provider: {config: {confirm_localpart: true, localpart_template: "{{ user.a }}", display_name_template: "{{ user.n }}", email_template: "{{ user.e }}"}}',
    {
      claims_imports: {
        localpart: { action: 'suggest', template: '{{ user.a | lower }}' },
        displayname: { action: 'suggest', template: '{{ user.n }}' },
        email: { action: 'suggest', template: '{{ user.e }}' },
      },
    },
  ],
  [
    'allow_existing_users: true, user_mapping_provider: {config: {confirm_localpart: true, localpart_template: "{{ user.a }}", email_template: "{{ user.e }}"}}',
    {
      claims_imports: {
        localpart: { action: 'require', template: '{{ user.a | lower }}', on_conflict: 'set' },
        email: { action: 'force', template: '{{ user.e }}' },
      },
    },
  ],
  ['user_mapping_provider: null', {}],
  [
    'user_mapping_provider: {config: {subject_claim: data.id}}',
    { claims_imports: { subject: { template: '{{ user.data.id }}' } } },
  ],
  ['user_mapping_provider: {module: my.Mapper, config: {subject_claim: id, localpart_template: "{{ user.a }}"}}', {}],
  [
    'user_profile_method: userinfo_endpoint, user_mapping_provider: {config: {display_name_template: "{{ user.a }} {{ user.b }}", email_template: "{{ user.email }}"}}',
    {
      fetch_userinfo: true,
      claims_imports: {
        displayname: { action: 'force', template: '{{ user.a }} {{ user.b }}' },
        email: { action: 'force', template: "{{ user.email or '' }}" },
      },
    },
  ],
  ['scopes: ["openid  profile", "", " email"]', { scope: 'openid profile email', fetch_userinfo: true }],
  ['scopes: []', { scope: 'profile', fetch_userinfo: true }],
  [
    'additional_authorization_parameters: {max_age: 3600, claims_gathering: true, other: [1]}',
    { additional_authorization_parameters: { max_age: '3600', claims_gathering: 'True' } },
  ],
];

for (const [synapse, mas] of rows) {
  test(`a provider with ${synapse}`, () => {
    assert.deepEqual(mapped(provider(synapse)).options, { ...plain, ...mas });
  });
}

/** The provider with another way to show who Synapse is. */
function withoutSecret(more: string, issuer = 'https://a.example/'): string {
  return provider(more).replace('client_secret: S3CRET, ', '').replace('https://a.example/', issuer);
}

test('a secret in a file stays in it, and without any there is no authentication', () => {
  const { client_secret: _secret, ...rest } = plain;
  assert.deepEqual(mapped(withoutSecret('client_secret_path: /run/oidc')).options, {
    ...rest,
    client_secret_file: '/run/oidc',
  });
  assert.deepEqual(mapped(withoutSecret('')).options, { ...rest, token_endpoint_auth_method: 'none' });
  assert.deepEqual(mapped(provider('client_auth_method: none')).options, {
    ...rest,
    token_endpoint_auth_method: 'none',
  });
});

test('a key that signs the secret is carried over for Apple, and an error for all others', () => {
  const key = 'client_secret_jwt_key: {key: S3CRETkey, jwt_header: {alg: ES256, kid: K1}, jwt_payload: {iss: T1}}';
  const apple = mapped(withoutSecret(key, 'https://appleid.apple.com'));
  assert.equal(apple.options.token_endpoint_auth_method, 'sign_in_with_apple');
  assert.deepEqual(apple.options.sign_in_with_apple, {
    private_key: { secretOf: { ...secret.secretOf, key: 'oidc_providers[0].client_secret_jwt_key.key' } },
    team_id: 'T1',
    key_id: 'K1',
  });
  const file = mapped(withoutSecret(key.replace('key: S3CRETkey', 'key_file: /k.p8'), 'https://appleid.apple.com'));
  assert.deepEqual(file.options.sign_in_with_apple, { private_key_file: '/k.p8', team_id: 'T1', key_id: 'K1' });
  const other = mapped(withoutSecret(key));
  assert.deepEqual(
    other.findings.filter(({ severity }) => severity === 'error').map(({ id }) => id),
    ['mas/provider-secret-lost'],
  );
});

/** Options that MAS lacks: what Synapse has, the option that the finding names, its severity. */
const lost: readonly (readonly [synapse: string, option: string, severity: string])[] = [
  ['enable_registration: false', 'enable_registration', 'warning'],
  ['attribute_requirements: [{attribute: groups, value: staff}]', 'attribute_requirements', 'warning'],
  ['user_mapping_provider: {module: my.Mapper, config: {}}', 'user_mapping_provider.module', 'warning'],
  ['redirect_uri: "https://b.example/"', 'redirect_uri', 'warning'],
  ['passthrough_authorization_parameters: [login_hint]', 'passthrough_authorization_parameters', 'info'],
  ['backchannel_logout_ignore_sub: true', 'backchannel_logout_ignore_sub', 'info'],
  [
    'user_mapping_provider: {config: {extra_attributes: {a: b}}}',
    'user_mapping_provider.config.extra_attributes',
    'info',
  ],
  ['user_mapping_provider: {config: {picture_template: a}}', 'user_mapping_provider.config.picture_template', 'info'],
  ['user_mapping_provider: {config: {picture_claim: a}}', 'user_mapping_provider.config.picture_claim', 'info'],
  ['idp_icon: "mxc://a/b"', 'idp_icon', 'info'],
  [
    'allow_existing_users: true, user_mapping_provider: {config: {confirm_localpart: true, localpart_template: "{{ user.a }}"}}',
    'user_mapping_provider.config.confirm_localpart',
    'info',
  ],
];

for (const [synapse, option, severity] of lost) {
  test(`${option} is lost, and a finding says what changes`, () => {
    const found = mapped(provider(synapse)).findings.filter(({ what }) => what.startsWith(`oidc-a has ${option}. `));
    assert.deepEqual(
      found.map(({ id, severity: its }) => [id, its]),
      [['mas/provider-option-lost', severity]],
    );
  });
}

test('an address with a password is not taken over, and a finding says so', () => {
  const { options, findings } = mapped(provider('token_endpoint: "https://a:hunter2@b.example/"'));
  assert.equal(options.token_endpoint, undefined);
  assert.doesNotMatch(JSON.stringify({ options, findings }), /hunter2/);
  const told = findings.find(({ what }) => what.includes('in token_endpoint'));
  assert.deepEqual([told?.id, told?.severity], ['mas/provider-option-lost', 'warning']);
});

test('what is as in MAS is not lost', () => {
  const options =
    'enable_registration: true, attribute_requirements: [], passthrough_authorization_parameters: [], user_mapping_provider: {module: synapse.handlers.oidc.JinjaOidcMappingProvider, config: {extra_attributes: {}}}';
  assert.deepEqual(
    mapped(provider(options))
      .findings.filter(({ what }) => !what.includes('pictures'))
      .map(({ id }) => id),
    ['mas/provider-user-profile'],
  );
});

test('pictures that Synapse takes by default, and scopes that are not there, are lost too', () => {
  const told = (more: string) =>
    mapped(provider(more))
      .findings.filter(({ id }) => id === 'mas/provider-option-lost')
      .map(({ what, severity }) => `${severity}: ${what.split('.')[0]}`);
  const picture = 'info: oidc-a takes pictures from the claim picture, as Synapse does by default';
  assert.deepEqual(told(''), [picture]);
  assert.deepEqual(told('user_mapping_provider: {config: {picture_template: ""}}'), [picture]);
  assert.deepEqual(told('scopes: []'), ['warning: oidc-a has no scopes', picture]);
});

test('where profiles come from is told with the reason', () => {
  const told = (more: string) =>
    mapped(provider(more)).findings.find(({ id }) => id === 'mas/provider-user-profile')?.what;
  assert.match(told('') ?? '', /ID token alone.* its scopes have openid/);
  assert.match(told('scopes: [a]') ?? '', /fetch_userinfo: true.* no openid\.$/);
  assert.match(told('user_profile_method: userinfo_endpoint') ?? '', /fetch_userinfo: true.* user_profile_method/);
});

const wrong = ['7', 'true', '[1, [2]]', '{a: {b: 1}}', '""', 'null'];
const options =
  'idp_brand idp_icon discover client_auth_method client_secret_path client_secret_jwt_key pkce_method scopes skip_verification jwks_uri ' +
  'user_profile_method redirect_uri allow_existing_users user_mapping_provider attribute_requirements enable_registration ' +
  'id_token_signing_alg_values_supported additional_authorization_parameters passthrough_authorization_parameters ' +
  'backchannel_logout_enabled backchannel_logout_ignore_sub authorization_endpoint token_endpoint userinfo_endpoint';

test('what Synapse would refuse never stops the mapping', () => {
  for (const value of wrong) {
    const configs = options.split(' ').map((option) => `${option}: ${value}`);
    const keys = ['subject_claim', 'localpart_template', 'confirm_localpart', 'extra_attributes', 'picture_template'];
    for (const key of keys) configs.push(`user_mapping_provider: {config: {${key}: ${value}}}`);
    for (const part of ['key', 'jwt_header', 'jwt_payload']) configs.push(`client_secret_jwt_key: {${part}: ${value}}`);
    for (const config of configs) {
      const synapse = synapseConfig(`server_name: example.com\n${provider(config)}`);
      for (const one of synapse.providers) {
        assert.equal(mapProvider(synapse, one).options.synapse_idp_id, 'oidc-a', config);
      }
    }
  }
});

test('templates that MAS cannot render are named', () => {
  const { findings } = mapped(
    provider('user_mapping_provider: {config: {localpart_template: "{{ user.a|center(4) }}{{ user.b.zfill(3) }}"}}'),
  );
  assert.match(findings.map(({ what }) => what).join(), /localpart_template uses \| center, \.zfill\(\)/);
});

test('several algorithms, and links by name, are told', () => {
  const algorithms = 'id_token_signing_alg_values_supported: [ES256, PS256], allow_existing_users: true';
  const ids = (more: string) => mapped(provider(`${algorithms}, ${more}`)).findings.map(({ id }) => id);
  assert.deepEqual(ids('user_mapping_provider: {config: {localpart_template: "{{ user.a }}"}}'), [
    'mas/provider-option-lost',
    'mas/provider-algorithms',
    'mas/provider-conflict',
    'mas/provider-localpart',
    'mas/provider-user-profile',
  ]);
  // Without a template for names Synapse has none by which to find an account.
  assert.deepEqual(ids('user_mapping_provider: null'), [
    'mas/provider-option-lost',
    'mas/provider-algorithms',
    'mas/provider-user-profile',
  ]);
});
