import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movedProviders } from '../../../src/compile/operator/moved-providers.ts';
import { backchannelLogoutSteps, redirectUriSteps } from '../../../src/compile/operator/redirect-uri-steps.ts';
import type { OperatorStep } from '../../../src/plan/types.gen.ts';
import { masConfig, soundMas, synapseConfig } from '../build-configs.ts';
import { required } from './operator-facts.ts';

const dex = '01JSHPZHAXC50QBKH67MH33TNF';
const google = '01JSHPZHAXC50QBKH67MH33TNG';
const homeserver = `${required}public_baseurl: https://matrix.example.com/
oidc_providers:
  - {idp_id: dex, idp_name: Our Dex, issuer: 'https://dex.example.com/', client_id: synapse, client_secret: hidden, backchannel_logout_enabled: true}
  - {idp_id: Google, idp_name: Google, issuer: 'https://accounts.google.com/', client_id: g, redirect_uri: 'https://hop.example.com/back'}
  - {idp_id: alone, idp_name: Alone, issuer: 'https://alone.example.com/', client_id: a}
`;
const upstreams = `upstream_oauth2:
  providers:
    - {id: ${dex}, synapse_idp_id: oidc-dex, issuer: 'https://dex.example.com/', client_id: mas, client_secret: hidden}
    - {id: ${google.toLowerCase()}, synapse_idp_id: oidc-Google, issuer: 'https://accounts.google.com/', client_id: g}
`;

test('every provider that MAS has gets a step with both redirect URIs, each on a line of its own', () => {
  const steps = redirectUriSteps(providersOf(homeserver));
  assert.deepEqual(
    steps.map(({ id, phase, guard }) => [id, phase, guard]),
    [
      ['operator/redirect-uri-oidc-dex', 'prepare', undefined],
      ['operator/redirect-uri-oidc-google', 'prepare', undefined],
    ],
  );
  assert.deepEqual(addresses(steps[0]), [
    `https://auth.example.com/upstream/callback/${dex}`,
    'https://matrix.example.com/_synapse/client/oidc/callback',
  ]);
  assert.equal(steps[0]?.title, 'Add the redirect URI of MAS at Our Dex');
  assert.match(steps[0]?.instructions ?? '', /^Add .* at https:\/\/dex\.example\.com\/ for the client mas:$/m);
  assert.match(steps[0]?.instructions ?? '', /^Leave the old one there until the move is over/m);
  assert.match(steps[0]?.reason ?? '', /whoever administers the provider answers for it/);
});

test('MAS writes ids in capitals, and Synapse may have a redirect_uri of its own', () => {
  const [, step] = redirectUriSteps(providersOf(homeserver));
  assert.deepEqual(addresses(step), [
    `https://auth.example.com/upstream/callback/${google}`,
    'https://hop.example.com/back',
  ]);
});

test('back-channel logout changes in the phase finish, where Synapse has it', () => {
  const steps = backchannelLogoutSteps(providersOf(homeserver));
  assert.deepEqual(
    steps.map(({ id, phase }) => [id, phase]),
    [['operator/backchannel-logout-uri-oidc-dex', 'finish']],
  );
  assert.deepEqual(addresses(steps[0]), [
    `https://auth.example.com/upstream/backchannel-logout/${dex}`,
    'https://matrix.example.com/_synapse/client/oidc/backchannel_logout',
  ]);
  const [withLogout, without] = redirectUriSteps(providersOf(homeserver));
  assert.match(withLogout?.instructions ?? '', /back-channel logout/);
  assert.doesNotMatch(without?.instructions ?? '', /back-channel logout/);
});

test('the legacy section is oidc, and without public_baseurl Synapse takes its server name', () => {
  const legacy = `${required}oidc_config: {enabled: true, issuer: 'https://dex.example.com/', client_id: synapse, backchannel_logout_enabled: true}\n`;
  const steps = redirectUriSteps(providersOf(legacy, upstreams.replace('oidc-dex', 'oidc')));
  assert.deepEqual(
    steps.map(({ id }) => id),
    ['operator/redirect-uri-oidc'],
  );
  assert.equal(addresses(steps[0])[1], 'https://example.com/_synapse/client/oidc/callback');
  assert.match(steps[0]?.instructions ?? '', /back-channel logout/);
});

for (const [publicBase, expected] of [
  ['https://example.com/auth/', `https://example.com/auth/upstream/callback/${dex}`],
  // MAS joins them as URLs are joined.
  ['https://example.com/auth', `https://example.com/upstream/callback/${dex}`],
  ['https://auth.example.com', `https://auth.example.com/upstream/callback/${dex}`],
  ['https://AUTH.example.com:443/', `https://auth.example.com/upstream/callback/${dex}`],
] as const) {
  test(`the redirect URI below ${publicBase}`, () => {
    const mas = soundMas.replace('https://auth.example.com/', publicBase);
    const [step] = redirectUriSteps(movedProviders(synapseConfig(homeserver), masConfig(mas + upstreams)));
    assert.equal(addresses(step)[0], expected);
  });
}

test('two providers whose ids differ in case only have steps of different ids', () => {
  const twins = homeserver.replace('idp_id: Google', 'idp_id: DEX');
  const ids = redirectUriSteps(providersOf(twins, upstreams.replace('oidc-Google', 'oidc-DEX'))).map(({ id }) => id);
  assert.deepEqual(ids, ['operator/redirect-uri-oidc-dex', 'operator/redirect-uri-oidc-dex-2']);
});

test('no secret of a provider is in any step', () => {
  const providers = providersOf(homeserver);
  const text = JSON.stringify([...redirectUriSteps(providers), ...backchannelLogoutSteps(providers)]);
  assert.doesNotMatch(text, /hidden/);
});

function providersOf(synapse: string, mas = upstreams) {
  return movedProviders(synapseConfig(synapse), masConfig(soundMas + mas));
}

function addresses(step: OperatorStep | undefined): readonly string[] {
  return (step?.instructions ?? '').split('\n').filter((line) => line.startsWith('https://'));
}
