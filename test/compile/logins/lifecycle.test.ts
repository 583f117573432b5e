import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderPlan } from '../../../src/render/render-plan.ts';
import { readTemplates } from '../../../src/support/read-templates.ts';
import { createPair, type DatabasePair } from '../../support/databases.ts';
import { planFor } from '../../support/planned.ts';
import { source } from '../../support/synapse-rows.ts';

test('what the states of users become: five divide all of them, three come on top', async (t) => {
  const pair = await createPair(t);
  await fill(pair);
  const { plan } = await planFor(t, pair);
  assert.deepEqual(
    plan.lifecycle?.map(({ state, users, migrated }) => [state, users, migrated]),
    [
      ['active', 4, 3],
      ['locked', 1, 1],
      ['deactivated', 1, 1],
      ['guest', 1, 1],
      ['appservice', 1, 0],
      ['erased', 1, 1],
      ['shadow-banned', 1, 1],
      ['suspended', 2, 1],
    ],
  );
  const all = plan.accounting.find(({ entity }) => entity === 'users')?.rows;
  assert.equal(
    plan.lifecycle?.slice(0, 5).reduce((sum, { users }) => sum + users, 0),
    all,
  );
  const text = renderPlan('text', plan, { planId: 'sha256:1', templates: readTemplates().templates });
  assert.match(text, /What the states of users become[\s\S]*of all: suspended +2 +1/);
});

test('an older MAS has no deactivated_at, and a table that cannot be read is left out and told', async (t) => {
  const pair = await createPair(t, { mas: '0.11' });
  await fill(pair);
  await pair.synapse.client.query('REVOKE SELECT ON erased_users FROM CURRENT_USER');
  const { plan } = await planFor(t, pair);
  assert.match(plan.lifecycle?.find(({ state }) => state === 'deactivated')?.becomes ?? '', /locked_at/);
  assert.ok(!plan.lifecycle?.some(({ state }) => state === 'erased'));
  const unread = plan.findings.filter(({ outcome }) => outcome === 'unevaluated');
  assert.deepEqual(
    unread.map(({ id, where }) => [id, where[0]?.table]),
    [['data/table-unread', 'erased_users']],
  );
});

test('data/background-updates: those that are not finished, by name', async (t) => {
  const pair = await createPair(t);
  const found = async () => (await planFor(t, pair)).plan.findings.filter(({ id }) => id === 'data/background-updates');
  assert.deepEqual(await found(), []);
  await pair.synapse.client.query(
    "INSERT INTO background_updates (update_name, progress_json) VALUES ('b', '{}'), ('a', '{}')",
  );
  const [finding] = await found();
  assert.equal(finding?.severity, 'warning');
  assert.equal(finding?.what, 'background_updates: unfinished (a, b): planned none, found 2.');
  await pair.synapse.client.query(
    "INSERT INTO background_updates (update_name, progress_json) SELECT 'c' || n, '{}' FROM generate_series(1, 4) AS n",
  );
  const [many] = await found();
  assert.equal(many?.what, 'background_updates: unfinished (a, b, c1, c2, c3, …): planned none, found 6.');
  await pair.synapse.client.query('REVOKE SELECT ON background_updates FROM CURRENT_USER');
  const { plan } = await planFor(t, pair);
  assert.deepEqual(
    plan.findings.filter(({ outcome }) => outcome).map(({ id, what }) => [id, what]),
    [
      [
        'data/table-unread',
        'This role may not read background_updates: updates that Synapse has not finished (data/background-updates) could not be looked at.',
      ],
    ],
  );
});

async function fill({ synapse }: DatabasePair): Promise<void> {
  await source(synapse.client, 'example.org')
    .user('ada')
    .user('shadow', { shadow_banned: true })
    .user('silent', { suspended: true })
    .user('@far:elsewhere.org', { suspended: true })
    .user('locked', { locked: true })
    .user('gone', { deactivated: true })
    .user('1234', { is_guest: true })
    .user('bridged', { appservice_id: 'irc', deactivated: true })
    .insert();
  await synapse.client.query('CREATE TABLE erased_users (user_id text NOT NULL)');
  await synapse.client.query("INSERT INTO erased_users VALUES ('@gone:example.org'), ('@nobody:example.org')");
}
