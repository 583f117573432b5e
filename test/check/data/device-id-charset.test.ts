import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPair } from '../../support/databases.ts';
import { planFor } from '../../support/planned.ts';
import { source } from '../../support/synapse-rows.ts';

test('devices/id-charset: devices of users that a scope cannot name, while Synapse knows no other way', async (t) => {
  const pair = await createPair(t);
  await source(pair.synapse.client, 'example.org')
    .user('bridgeuser')
    .device('Signal Bridge')
    .device('quo"te')
    .device('back\\slash')
    .device('GERÄT')
    .device("!#$%&'()*+,-./:;<=>?@[]^_`{|}~")
    .device('hidden one', { hidden: true })
    .user('owneduser', { appservice_id: 'irc' })
    .device('Owned Bridge')
    .insert();
  const found = async (synapseVersion?: string) => {
    const { plan } = await planFor(t, pair, { choices: synapseVersion === undefined ? {} : { synapseVersion } });
    return plan.findings.filter(({ id }) => id === 'devices/id-charset').map(({ count, samples }) => [count, samples]);
  };
  assert.deepEqual(await found('1.125'), [[4, ['@bridgeuser:example.org']]]);
  assert.deepEqual(await found('1.126'), []);
  assert.deepEqual(await found(), []);
});
