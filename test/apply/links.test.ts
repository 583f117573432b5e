import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Client } from 'pg';
import type { Plan } from '../../src/plan/types.gen.ts';
import { createPair } from '../support/databases.ts';
import { planFor, providersYaml } from '../support/planned.ts';
import { source } from '../support/synapse-rows.ts';
import { planExample, problemsOf } from './planned-example.ts';

const links = [
  'user,provider,subject',
  "@new1:example.org,oidc-keycloak,o'hara \\ 1",
  '@new2:example.org,oidc-keycloak,"subject ""2"""',
  '@known:example.org,oidc-keycloak,known',
  '',
].join('\r\n');

const newUsers = (synapse: Client): Promise<void> =>
  source(synapse, 'example.org')
    .user('new1', { password_hash: null })
    .user('new2')
    .user('known')
    .externalId('oidc-keycloak', 'known')
    .insert();

test('links of a file are planned, applied, verified and rolled back, and let their users in', async (t) => {
  const example = await planExample(t, { links, prepare: newUsers });
  const { plan } = example;
  assert.equal(plan.errored, false);
  assert.equal(plan.links?.links, 3);
  assert.deepEqual(entity(plan, 'links'), { rows: 3, migrated: 2, skipped: [['already-linked', 1]] });
  assert.deepEqual(
    plan.findings
      .filter(({ id }) => id.startsWith('links/'))
      .map(({ id, severity, where }) => [id, severity, where[0]?.line]),
    [['links/already-linked', 'info', 4]],
  );
  assert.equal(plan.logins.none, 0);

  assert.equal((await example.apply()).receipt.outcome, 'applied');
  const { rows } = await example.mas.query(
    `SELECT username, subject, to_char(l.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS at
       FROM upstream_oauth_links AS l JOIN users USING (user_id) WHERE username IN ('new1', 'new2', 'known') ORDER BY 1`,
  );
  assert.deepEqual(rows, [
    { username: 'known', subject: 'known', at: '2020-09-13 12:26' },
    { username: 'new1', subject: "o'hara \\ 1", at: '2026-01-31 12:00' },
    { username: 'new2', subject: 'subject "2"', at: '2026-01-31 12:00' },
  ]);
  await example.verify();
  assert.equal((await example.rollback()).receipt.outcome, 'rolled-back');
});

test('what became wrong with a link since it was planned stops apply', async (t) => {
  const example = await planExample(t, { links, prepare: newUsers });
  await source(example.synapse, 'example.org').user('thief').externalId('oidc-keycloak', "o'hara \\ 1").insert();
  await example.synapse.query("UPDATE users SET deactivated = 1 WHERE name = '@new2:example.org'");
  const problems = await problemsOf(example.apply());
  const messages = problems.map(({ code, message }) => `${code} ${message}`);
  for (const expected of [
    /^STALE_SOURCE assert\/links-subject-taken: links: subjects that another user has in Synapse: planned none, found 1 \(@new1:example\.org\)\.$/,
    /^STALE_SOURCE assert\/links-user-inactive: links: users who are deactivated or guests: planned none, found 1 \(@new2:example\.org\)\.$/,
  ]) {
    assert.ok(
      messages.some((message) => expected.test(message)),
      messages.join('\n'),
    );
  }
});

test('links are held against the users and links of Synapse, each told with its place', async (t) => {
  const pair = await createPair(t);
  await source(pair.synapse.client, 'example.org')
    .user('plain', { password_hash: null })
    .user('gone', { deactivated: true })
    .user('guest', { is_guest: true })
    .user('bridged', { appservice_id: 'irc' })
    .user('taken')
    .externalId('oidc-old', 'taken')
    .user('second')
    .externalId('oidc-a', 'second')
    .insert();
  const lines = [
    'user,provider,subject',
    '@plain:example.org,oidc-a,plain',
    '@gone:example.org,oidc-a,gone',
    '@guest:example.org,oidc-a,guest',
    '@bridged:example.org,oidc-a,bridged',
    '@nobody:example.org,oidc-a,nobody',
    'plain,oidc-a,bare',
    '@plain:elsewhere.example,oidc-b,elsewhere',
    '@plain:example.org,oidc-b,plain',
    '@second:example.org,oidc-a,third',
    '@bridged:example.org,oidc-a,taken',
  ];
  const accept =
    'decisions:\n  - { decision: map-links, provider: oidc-old, to: oidc-b, upTo: 1, reason: So., by: ada }\n  - { decision: exclude-guests, upTo: 1, reason: So., by: ada }\n';
  const masYaml = providersYaml('oidc-a', 'oidc-b');
  const more = [...lines, '@plain:example.org,oidc-b,taken'].join('\n');
  const { plan } = await planFor(t, pair, { links: more, accept, masYaml });
  assert.deepEqual(
    plan.findings
      .filter(({ id }) => id.startsWith('links/') || id === 'target/unique-conflict')
      .map(({ id, severity, count, where }) => [id, severity, count, where.map(({ line }) => line)]),
    [
      ['links/subject-taken', 'error', 1, [12]],
      ['links/user-not-migrated', 'error', 2, [5, 11]],
      ['links/user-not-migrated', 'error', 1, [4]],
      ['links/user-not-migrated', 'error', 3, [6, 7, 8]],
      ['target/unique-conflict', 'error', 2, [undefined]],
      ['links/second-subject', 'warning', 1, [10]],
      ['links/second-subject', 'warning', 1, [11]],
      ['links/second-subject', 'warning', 1, [12]],
      ['links/user-inactive', 'warning', 1, [3]],
    ],
  );
  assert.deepEqual(entity(plan, 'links'), {
    rows: 11,
    migrated: 5,
    skipped: [
      ['appservice-owned', 2],
      ['excluded-guest', 1],
      ['unknown-user', 3],
    ],
  });
  // Nobody's id stands in what is found where no samples are wanted.
  const { plan: discreet } = await planFor(t, pair, { links: more, accept, masYaml, choices: { samples: false } });
  assert.doesNotMatch(JSON.stringify(discreet.findings), /@plain|@bridged/);
});

function entity({ accounting }: Plan, name: string) {
  const found = accounting.find((each) => each.entity === name);
  return {
    rows: found?.rows,
    migrated: found?.migrated.reduce((sum, { rows }) => sum + rows, 0),
    skipped: found?.skipped.map(({ reason, rows }) => [reason, rows]),
  };
}
