import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPair } from '../support/databases.ts';
import { planFor } from '../support/planned.ts';

test('a plan says which proxy was chosen, and holds its rules', async (t) => {
  const pair = await createPair(t);
  const { plan } = await planFor(t, pair, { choices: { proxy: 'haproxy' } });
  assert.equal(plan.choices.proxy, 'haproxy');
  const step = plan.steps.find(({ id }) => id === 'operator/route-logins');
  assert.ok(step?.kind === 'operator');
  for (const line of ['server synapse 127.0.0.1:8008', 'server mas 127.0.0.1:8080']) {
    assert.ok(step.instructions.includes(line), line);
  }
  assert.match(step.instructions, /is_synapse req\.hdr\(host\),field\(1,:\) -i matrix\.example\.org\n/);
  assert.match(step.instructions, /is_mas req\.hdr\(host\),field\(1,:\) -i account\.example\.org\n/);
});

test('a name that no proxy could take for a name stops the planning, and is named', async (t) => {
  const pair = await createPair(t);
  const synapseYaml = 'public_baseurl: "https://a;b/"\n';
  await assert.rejects(planFor(t, pair, { choices: { proxy: 'nginx' }, synapseYaml }), /public_baseurl is "a;b"/);
  const { plan } = await planFor(t, pair, { synapseYaml });
  assert.equal(plan.choices.proxy, undefined);
});
