import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPair } from '../support/databases.ts';
import { sqlOf } from '../support/plan-steps.ts';
import { planFor, providerId, providersYaml } from '../support/planned.ts';
import { source } from '../support/synapse-rows.ts';
import { brief, facts } from './target-findings.ts';

test('providers/ambiguous: two providers that take over the same users', async (t) => {
  const pair = await createPair(t);
  await source(pair.synapse.client, 'example.org').user('bob').externalId('oidc-a', 'b').insert();
  const { plan } = await planFor(t, pair, { masYaml: providersYaml('oidc-a', 'oidc-b', 'oidc-a') });
  assert.deepEqual(brief(plan, 'providers/ambiguous'), [
    { severity: 'error', what: 'synapse_idp_id oidc-a stands 2 times.' },
  ]);
  assert.equal(plan.errored, true);
  assert.deepEqual(
    plan.target.providers.map(({ synapseIdpId, id, users }) => [synapseIdpId, id, users]),
    [
      ['oidc-a', providerId(0), 1],
      ['oidc-b', providerId(1), 0],
    ],
  );
});

test('a provider of MAS called oauth-delegated takes nobody over', async (t) => {
  const pair = await createPair(t);
  await source(pair.synapse.client, 'example.org').user('bob').externalId('oauth-delegated', 'b').insert();
  const { plan } = await planFor(t, pair, { masYaml: providersYaml('oauth-delegated') });
  assert.deepEqual(
    brief(plan, 'providers/oauth-delegated').map(({ count }) => count),
    [1],
  );
  assert.deepEqual(await facts(pair, plan, 'assert/providers-with-users'), []);
});

test('providers: an assert tells when another one comes into use, and when MAS does not have one', async (t) => {
  const pair = await createPair(t);
  const rows = source(pair.synapse.client, 'example.org').user('bob').externalId('oidc-a', 'b');
  await rows.user('bridged', { appservice_id: 'irc' }).externalId('oidc-b', 'i').insert();
  const { plan } = await planFor(t, pair, { masYaml: providersYaml('oidc-a', 'oidc-b') });
  assert.deepEqual(await facts(pair, plan, 'assert/providers-with-users'), []);
  await rows.user('carl').externalId('oidc-b', 'c').insert();
  await pair.synapse.client.query("DELETE FROM user_external_ids WHERE external_id = 'b'");
  assert.deepEqual(await facts(pair, plan, 'assert/providers-with-users'), [
    { fact: 'user_external_ids: provider oidc-a', planned: 'users', found: 'no users' },
    { fact: 'user_external_ids: provider oidc-b', planned: 'no users', found: 'users' },
  ]);
  const guard = sqlOf(plan, 'assert/providers');
  assert.deepEqual((await pair.mas.client.query<object>(guard)).rows, [
    { fact: `upstream_oauth_providers: oidc-a as ${providerId(0)}`, planned: 'present', found: 'absent' },
  ]);
});
