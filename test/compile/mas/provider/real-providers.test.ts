import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mapped } from './mapped.ts';
import { forced, realProviders } from './real-providers.ts';

const identity = {
  client_secret: { secretOf: { file: '/etc/synapse/homeserver.yaml', key: 'oidc_providers[0].client_secret' } },
  client_id: 'synapse',
  human_name: 'Log in here',
  synapse_idp_id: 'oidc-sso',
};

function homeserver(options: string, secret = 'client_secret: S3CRET'): string {
  const own = `idp_id: sso\n    idp_name: Log in here\n    client_id: synapse\n    ${secret}`;
  return `oidc_providers:\n  - ${own}\n    ${options}\n`;
}

for (const [name, { synapse, mas, loud = [] }] of Object.entries(realProviders)) {
  test(`a provider as people write it: ${name}`, () => {
    const { options, findings } = mapped(homeserver(synapse));
    assert.deepEqual(options, { ...identity, ...mas });
    assert.deepEqual(
      findings.filter(({ severity }) => severity !== 'info').map(({ id }) => id),
      loud,
    );
  });
}

test('a provider as people write it: Apple', () => {
  const synapse = `idp_brand: apple
    issuer: https://appleid.apple.com
    client_auth_method: client_secret_post
    scopes: [name, email, openid]
    authorization_endpoint: https://appleid.apple.com/auth/authorize?response_mode=form_post
    user_mapping_provider: {config: {email_template: "{{ user.email }}"}}`;
  const key =
    'client_secret_jwt_key: {key_file: /etc/synapse/apple.p8, jwt_header: {alg: ES256, kid: KEY1234567}, jwt_payload: {iss: TEAM123456}}';
  const { client_secret: _secret, ...rest } = identity;
  const { options, findings } = mapped(homeserver(synapse, key));
  assert.deepEqual(options, {
    ...rest,
    brand_name: 'apple',
    issuer: 'https://appleid.apple.com',
    token_endpoint_auth_method: 'sign_in_with_apple',
    sign_in_with_apple: {
      private_key_file: '/etc/synapse/apple.p8',
      team_id: 'TEAM123456',
      key_id: 'KEY1234567',
    },
    scope: 'name email openid',
    // MAS adds its own parameters to those of the endpoint, and takes the answer by POST as well as by GET.
    authorization_endpoint: 'https://appleid.apple.com/auth/authorize?response_mode=form_post',
    claims_imports: { email: forced('{{ user.email }}') },
  });
  assert.deepEqual(
    findings.filter(({ severity }) => severity !== 'info'),
    [],
  );
});

test('a provider as people write it: XWiki, without a secret', () => {
  const synapse = `issuer: https://wiki.example.org/xwiki/oidc/
    client_auth_method: none
    scopes: [openid, profile]
    user_profile_method: userinfo_endpoint`;
  const { client_secret: _secret, ...rest } = identity;
  assert.deepEqual(mapped(homeserver(synapse, 'idp_brand: xwiki')).options, {
    ...rest,
    brand_name: 'xwiki',
    issuer: 'https://wiki.example.org/xwiki/oidc/',
    token_endpoint_auth_method: 'none',
    scope: 'openid profile',
    fetch_userinfo: true,
  });
});
