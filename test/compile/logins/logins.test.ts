import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkedPlan } from '../../support/checked-plan.ts';
import { createPair } from '../../support/databases.ts';
import { planFor } from '../../support/planned.ts';
import { source } from '../../support/synapse-rows.ts';

const day = (text: string): number => Date.parse(`${text}T12:00:00Z`);
const nobody = { password_hash: null };

const provider = (index: number, name: string, localpart: object) => ({
  id: `0000000000000000000000000${index}`,
  synapse_idp_id: name,
  issuer: `https://${index}.example/`,
  client_id: 'mas',
  token_endpoint_auth_method: 'none',
  scope: 'openid',
  claims_imports: { localpart },
});
const masYaml = JSON.stringify({
  upstream_oauth2: {
    providers: [
      provider(1, 'oidc-a', { action: 'require' }),
      provider(2, 'oidc-b', { action: 'force', on_conflict: 'set' }),
      provider(3, 'oidc-c', { action: 'suggest' }),
    ],
  },
});

test('who can log in by what: combinations, causes, retired providers, administrators', async (t) => {
  const pair = await createPair(t);
  await source(pair.synapse.client, 'example.org')
    .user('ada', { admin: true })
    .device('OLD', { last_seen: day('2025-01-02') })
    .device('NEW', { last_seen: day('2025-11-03') })
    .device('KEYS', { last_seen: day('2026-01-01'), hidden: true })
    .user('both', { admin: true, ...nobody })
    .externalId('oidc-b', '1')
    .externalId('oidc-a', '2')
    .externalId('oidc-a', '3')
    .user('single')
    .externalId('oidc-a', '4')
    .user('gone', { admin: true, deactivated: true })
    .user('locked', { admin: true, locked: true })
    .user('bot', { admin: true, appservice_id: 'irc' })
    .user('retired', nobody)
    .externalId('oidc-old', '5')
    .device('D', { last_seen: day('2024-02-29') })
    .user('safe')
    .externalId('oidc-old', '6')
    .user('saml', nobody)
    .externalId('saml', '7')
    .user('ldap', nobody)
    .device('D', { last_seen: '9223372036854775807' })
    .user('guest', { is_guest: true, ...nobody })
    .insert();
  const synapseYaml = `cas_config: { enabled: true, server_url: "https://cas.example.org" }
jwt_config: { enabled: true, secret: example, algorithm: HS256 }
saml2_config: { enabled: false }
modules:
  - module: ldap_auth_provider.LdapAuthProviderModule
    config: { enabled: true }
  - module: some.other.Module
    config: {}
`;
  const { plan } = await planFor(t, pair, { masYaml, synapseYaml });
  checkedPlan(plan);
  const { ways, without, lost, unmapped, unlinked, admins, ...counts } = plan.logins;
  assert.deepEqual([counts.password, counts.provider, counts.both, counts.none], [3, 1, 1, 3]);
  assert.deepEqual(ways, [
    { password: false, providers: [], users: 3 },
    { password: true, providers: [], users: 3 },
    { password: false, providers: ['oidc-a', 'oidc-b'], users: 1 },
    { password: true, providers: ['oidc-a'], users: 1 },
  ]);
  assert.deepEqual(without, {
    passwordsOff: 0,
    providerNotInMas: 2,
    noTrace: 1,
    samples: [
      { user: '@ldap:example.org' },
      { user: '@retired:example.org', lastSeen: '2024-02-29' },
      { user: '@saml:example.org' },
    ],
  });
  assert.deepEqual(lost, [
    { way: 'SAML', users: 1, none: 1, atMost: false },
    { way: 'CAS', users: 0, none: 0, atMost: false },
    { way: 'JWT', users: 1, none: 1, atMost: true },
    { way: 'ldap_auth_provider.LdapAuthProviderModule', users: 1, none: 1, atMost: true },
  ]);
  assert.deepEqual(unmapped, [
    { authProvider: 'oidc-old', configured: false, users: 2, none: 1, samples: ['@retired:example.org'] },
    { authProvider: 'saml', configured: false, users: 1, none: 1, samples: ['@saml:example.org'] },
  ]);
  assert.deepEqual(
    unlinked?.map(({ synapseIdpId, linked, unlinked: not, outcome }) => [synapseIdpId, linked, not, outcome]),
    [
      ['oidc-a', 2, 6, 'refused'],
      ['oidc-b', 1, 7, 'linked'],
      ['oidc-c', 0, 8, 'other-name'],
    ],
  );
  const who = (user: string, state: string, canRequestAdmin: boolean, password: boolean, providers: string[] = []) => ({
    user: `@${user}:example.org`,
    state,
    canRequestAdmin,
    password,
    providers,
  });
  assert.deepEqual(admins, {
    users: 5,
    canRequestAdmin: 4,
    canLogIn: 2,
    listed: [
      { ...who('ada', 'active', true, true), lastSeen: '2025-11-03' },
      who('both', 'active', true, false, ['oidc-a', 'oidc-b']),
      who('bot', 'appservice-owned', false, true),
      who('gone', 'deactivated-user', true, true),
      who('locked', 'locked-user', true, true),
    ],
  });
  assert.ok(plan.findings.every(({ id }) => id !== 'users/no-admin'));

  const { plan: discreet } = await planFor(t, pair, { masYaml, synapseYaml, choices: { samples: false } });
  checkedPlan(discreet);
  assert.doesNotMatch(JSON.stringify(discreet.logins), /@/);
  assert.deepEqual(discreet.logins.admins, { users: 5, canRequestAdmin: 4, canLogIn: 2 });
  assert.deepEqual(discreet.logins.without, { passwordsOff: 0, providerNotInMas: 2, noTrace: 1 });
});

test('with passwords disabled and no provider of MAS, passwords are no way; no more than twenty administrators are listed', async (t) => {
  const pair = await createPair(t);
  const rows = source(pair.synapse.client, 'example.org');
  for (let n = 10; n < 32; n += 1) rows.user(`admin${n}`, { admin: true });
  await rows.insert();
  const { plan } = await planFor(t, pair, { masYaml: 'passwords: { enabled: false }\n' });
  checkedPlan(plan);
  const { ways, without, unlinked, unmapped, lost, admins, none } = plan.logins;
  assert.deepEqual([ways, none], [[{ password: false, providers: [], users: 22 }], 22]);
  assert.deepEqual([without?.passwordsOff, without?.samples?.length], [22, 5]);
  assert.deepEqual([unlinked, unmapped, lost], [[], [], []]);
  assert.deepEqual([admins?.users, admins?.canRequestAdmin, admins?.canLogIn, admins?.listed?.length], [22, 22, 0, 20]);
  const finding = plan.findings.find(({ id }) => id === 'users/no-admin');
  assert.deepEqual([finding?.severity, finding?.count, finding?.samples?.length], ['warning', 0, 5]);
});

test('a server without users: nothing is counted, and nobody misses an administrator', async (t) => {
  const { plan } = await planFor(t, await createPair(t));
  checkedPlan(plan);
  const { ways, without, admins } = plan.logins;
  assert.deepEqual(
    [ways, without?.noTrace, admins],
    [[], 0, { users: 0, canRequestAdmin: 0, canLogIn: 0, listed: [] }],
  );
  assert.ok(plan.findings.every(({ id }) => id !== 'users/no-admin'));
});
