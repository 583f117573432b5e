import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeProvider } from '../../../../src/compile/mas/provider/complete-provider.ts';
import type { YamlValue } from '../../../../src/compile/yaml/yaml-value.ts';
import { Secret } from '../../../../src/support/secret.ts';

const secretOf = { file: '/etc/synapse/homeserver.yaml', key: 'oidc_providers[0].client_secret' };
const wanted: Readonly<Record<string, YamlValue>> = {
  issuer: 'https://a.example/',
  client_secret: { secretOf },
  token_endpoint_auth_method: 'client_secret_basic',
  scope: 'openid email',
  claims_imports: {
    localpart: { action: 'suggest', template: '{{ user.a | lower }}' },
    email: { action: 'suggest', template: '{{ user.e }}' },
  },
};

/** What is added, by the name of the option. */
function added(there: Readonly<Record<string, unknown>>): Readonly<Record<string, YamlValue>> {
  return Object.fromEntries(
    completeProvider(there, wanted).missing.map(({ path, value }) => [path.join('.'), value] as const),
  );
}

test('all of it goes where nothing is', () => {
  assert.deepEqual(added({}), wanted);
});

test('sections are completed inside, and what is null counts as absent', () => {
  assert.deepEqual(
    added({ ...wanted, scope: null, claims_imports: { localpart: { action: 'force', template: null } } }),
    {
      scope: 'openid email',
      'claims_imports.localpart.template': '{{ user.a | lower }}',
      'claims_imports.email': { action: 'suggest', template: '{{ user.e }}' },
    },
  );
});

test('what says the same in other words is no difference', () => {
  const same = {
    ...wanted,
    issuer: 'https://a.example',
    client_secret: new Secret('client_secret', 'another'),
    scope: 'email  openid',
    claims_imports: {
      subject: { template: '{{user.sub}}' },
      localpart: { action: 'suggest', template: '{{user.a|lower}}' },
      email: { action: 'suggest', template: '{{ user.e }}' },
    },
  };
  assert.deepEqual(completeProvider(same, wanted), { missing: [], different: [] });
});

test('one way to prove who it is excludes the others', () => {
  const { client_secret: _secret, ...rest } = wanted;
  for (const own of [{ client_secret_file: '/run/a' }, { sign_in_with_apple: { team_id: 'T' } }]) {
    assert.deepEqual(added({ ...rest, ...own }), {});
  }
  assert.deepEqual(added({ ...rest, token_endpoint_auth_method: 'private_key_jwt' }), {});
});

test('a subject that is not the one of both by default is a difference', () => {
  const other = { ...wanted, claims_imports: { subject: { template: '{{ user.email }}' } } };
  assert.deepEqual(completeProvider(other, wanted).different, ['claims_imports.subject.template']);
});

test('nothing is suggested where MAS does not ask', () => {
  const there = { ...wanted, claims_imports: { skip_confirmation: true, localpart: { action: 'require' } } };
  assert.deepEqual(added(there), {
    'claims_imports.localpart.template': '{{ user.a | lower }}',
    'claims_imports.email': { action: 'force', template: '{{ user.e }}' },
  });
});

test('where both say something else, the option is named and no value', () => {
  const { missing, different } = completeProvider({ ...wanted, issuer: 'https://b.example/', scope: 'openid' }, wanted);
  assert.deepEqual([missing, different], [[], ['issuer', 'scope']]);
});
