import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPair } from '../../support/databases.ts';
import { planFor, providersYaml } from '../../support/planned.ts';
import { source } from '../../support/synapse-rows.ts';

const rule = 'users/legacy-provider-id';
const provider = (idpId: string): string =>
  `{ idp_id: ${idpId}, idp_name: SSO, issuer: "https://0.example/", client_id: synapse, client_secret: example, user_mapping_provider: { config: { localpart_template: "{{ user.preferred_username }}" } } }`;
const homeserver = (...idpIds: readonly string[]): string => `oidc_providers: [${idpIds.map(provider).join(', ')}]\n`;

test(`${rule}: rows oidc while homeserver.yaml has only providers with an id of their own`, async (t) => {
  const pair = await createPair(t);
  await source(pair.synapse.client, 'example.org')
    .user('early')
    .externalId('oidc', 'e')
    .user('late')
    .externalId('oidc-keycloak', 'l')
    .user('owned', { appservice_id: 'irc' })
    .externalId('oidc', 'o')
    .insert();
  const found = async (synapseYaml: string, masIds: readonly string[], samples = true) => {
    const { plan } = await planFor(t, pair, { synapseYaml, masYaml: providersYaml(...masIds), choices: { samples } });
    return plan.findings
      .filter(({ id }) => id === rule)
      .map(({ severity, count, samples: who }) => [severity, count, who]);
  };
  assert.deepEqual(await found(homeserver('keycloak'), ['oidc-keycloak']), [['warning', 1, ['@early:example.org']]]);
  assert.deepEqual(await found(homeserver('keycloak'), ['oidc-keycloak'], false), [['warning', 1, undefined]]);
  assert.deepEqual(await found(homeserver('keycloak', 'oidc'), ['oidc-keycloak', 'oidc']), []);
  assert.deepEqual(await found(homeserver('keycloak'), ['oidc']), []);
  assert.deepEqual(await found('report_stats: false\n', ['oidc-keycloak']), []);
});
