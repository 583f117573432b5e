import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { targetRules } from '../../src/check/target-rules.ts';
import { exitCodeOfPlan } from '../../src/cli/exit-code-of-plan.ts';
import { makePlan } from '../../src/cli/make-plan.ts';
import type { Plan } from '../../src/plan/types.gen.ts';
import { checkedPlan } from '../support/checked-plan.ts';
import { createPair, type DatabasePair } from '../support/databases.ts';
import { copyStepOf } from '../support/plan-steps.ts';
import { planFor, providersYaml } from '../support/planned.ts';
import { source } from '../support/synapse-rows.ts';
import { brief, facts } from './target-findings.ts';

/** A pair whose MAS has a catalog that no release has. */
async function altered(t: TestContext, ...statements: readonly string[]): Promise<DatabasePair> {
  const pair = await createPair(t);
  for (const statement of statements) await pair.mas.client.query(statement);
  return pair;
}

test('target/not-empty: which tables, and how many rows; other tables do not matter', async (t) => {
  const user = "'00000000-0000-0000-0000-000000000001'";
  const pair = await altered(
    t,
    `INSERT INTO users (user_id, username, created_at) VALUES (${user}, 'x', '2026-01-30 10:00Z'), ('00000000-0000-0000-0000-000000000002', 'y', '2026-01-30 09:00Z')`,
    `INSERT INTO user_sessions (user_session_id, user_id, created_at) VALUES (${user}, ${user}, '2026-01-30 12:00+02')`,
    `INSERT INTO upstream_oauth_providers (upstream_oauth_provider_id, scope, client_id, token_endpoint_auth_method, created_at) VALUES (${user}, '', '', '', now())`,
  );
  const { plan } = await planFor(t, pair);
  checkedPlan(plan);
  assert.equal(plan.errored, true);
  const { host, port, database, user: role } = pair.mas;
  const where = `This is the database ${database} on ${host}:${port}, asked as ${role}.`;
  const rows = (table: string, amount: string) =>
    `${table} of MAS holds ${amount}, the newest of 2026-01-30T10:00:00Z. ${where}`;
  const sessions = { severity: 'error', what: rows('user_sessions', '1 row'), count: 1 };
  const users = { severity: 'error', what: rows('users', '2 rows'), count: 2 };
  assert.deepEqual(brief(plan, 'target/not-empty'), [
    sessions,
    { ...users, samples: ['@x:example.org', '@y:example.org'] },
  ]);
  const { plan: discreet } = await planFor(t, pair, { choices: { samples: false } });
  assert.deepEqual(brief(discreet, 'target/not-empty'), [sessions, users]);
});

test('target/unique-conflict: which constraint, how many source rows, whose', async (t) => {
  const pair = await altered(
    t,
    'ALTER TABLE user_emails ADD CONSTRAINT "One-Mail" UNIQUE (user_id)',
    'CREATE UNIQUE INDEX one_subject ON upstream_oauth_links (subject) INCLUDE (user_id)',
    'ALTER TABLE user_registration_tokens ADD CONSTRAINT one_use UNIQUE (times_used)',
    'ALTER TABLE compat_access_tokens ADD CONSTRAINT one_token UNIQUE (compat_session_id)',
    'ALTER TABLE compat_sessions ADD CONSTRAINT one_device UNIQUE (user_id, device_id)',
    'ALTER TABLE users ADD CONSTRAINT one_lock UNIQUE (locked_at)',
  );
  await source(pair.synapse.client, 'example.org')
    .user('bob')
    .email('bob@example.com')
    .externalId('oidc-a', 'same')
    .device('A')
    .accessToken('1')
    .accessToken('2')
    .device('B')
    .accessToken('3')
    .accessToken('4', { device_id: null })
    .accessToken('5', { device_id: null })
    .user('alice', { locked: true })
    .email('a1@example.com')
    .email('a2@example.com')
    .email('a3@example.com')
    .externalId('oidc-b', 'same')
    .device('A')
    .registrationToken('one')
    .registrationToken('two')
    .insert();
  const { plan } = await planFor(t, pair, { masYaml: providersYaml('oidc-a', 'oidc-b') });
  checkedPlan(plan);
  const found = 'allows once: planned none, found';
  assert.deepEqual(brief(plan, 'target/unique-conflict'), [
    {
      severity: 'error',
      what: `user_emails: rows that One-Mail (user_id) ${found} 3.`,
      count: 3,
      samples: ['@alice:example.org'],
    },
    {
      severity: 'error',
      what: `upstream_oauth_links: rows that one_subject (subject) ${found} 2.`,
      count: 2,
      samples: ['@alice:example.org', '@bob:example.org'],
    },
    {
      severity: 'error',
      what: `compat_access_tokens: rows that one_token (compat_session_id) ${found} 2.`,
      count: 2,
      samples: ['@bob:example.org'],
    },
    { severity: 'error', what: `user_registration_tokens: rows that one_use (times_used) ${found} 2.`, count: 2 },
  ]);
  assert.deepEqual(await facts(pair, plan, 'assert/unique-one-mail'), [
    {
      fact: 'user_emails: rows that One-Mail (user_id) allows once',
      planned: 'none',
      found: '3',
      samples: ['@alice:example.org'],
    },
  ]);
  assert.deepEqual(await facts(pair, plan, 'assert/unique-one_lock'), []);
  const { plan: discreet } = await planFor(t, pair, {
    masYaml: providersYaml('oidc-a', 'oidc-b'),
    choices: { samples: false },
  });
  assert.deepEqual(await facts(pair, discreet, 'assert/unique-one-mail'), [
    { fact: 'user_emails: rows that One-Mail (user_id) allows once', planned: 'none', found: '3' },
  ]);
});

test('a constraint that takes NULL only once counts those rows', async (t) => {
  const pair = await altered(t, 'ALTER TABLE users ADD CONSTRAINT one_lock UNIQUE NULLS NOT DISTINCT (locked_at)');
  await source(pair.synapse.client, 'example.org').user('alice').user('bob').user('carl', { locked: true }).insert();
  const { plan } = await planFor(t, pair);
  assert.deepEqual(
    brief(plan, 'target/unique-conflict').map(({ count, samples }) => [count, samples]),
    [[2, ['@alice:example.org', '@bob:example.org']]],
  );
});

test('target/not-null: which column, how many source rows, whose', async (t) => {
  const pair = await altered(
    t,
    'ALTER TABLE compat_sessions ALTER human_name SET NOT NULL',
    'ALTER TABLE compat_sessions ALTER user_agent SET NOT NULL',
    'ALTER TABLE user_registration_tokens ALTER usage_limit SET NOT NULL',
  );
  await source(pair.synapse.client, 'example.org')
    .user('bob')
    .device('A', { display_name: 'A' })
    .device('B')
    .user('alice')
    .device('A')
    .accessToken('1', { device_id: null })
    .user('bridged', { appservice_id: 'irc' })
    .device('A')
    .registrationToken('one')
    .insert();
  const { plan } = await planFor(t, pair);
  checkedPlan(plan);
  const both = ['@alice:example.org', '@bob:example.org'];
  assert.deepEqual(brief(plan, 'target/not-null'), [
    {
      severity: 'error',
      what: 'compat_sessions: rows without human_name: planned none, found 3.',
      count: 3,
      samples: both,
    },
    {
      severity: 'error',
      what: 'compat_sessions: rows without user_agent: planned none, found 4.',
      count: 4,
      samples: both,
    },
    { severity: 'error', what: 'user_registration_tokens: rows without usage_limit: planned none, found 1.', count: 1 },
  ]);
  assert.deepEqual(await facts(pair, plan, 'assert/not-null-compat_sessions'), [
    { fact: 'compat_sessions: rows without user_agent', planned: 'none', found: '4', samples: both },
    { fact: 'compat_sessions: rows without human_name', planned: 'none', found: '3', samples: both },
  ]);
});

test('target/unknown-column: a column that must be filled and is unknown', async (t) => {
  const pair = await altered(
    t,
    'ALTER TABLE users ADD pronoun text NOT NULL',
    "ALTER TABLE users ADD colour text NOT NULL DEFAULT 'red'",
    'ALTER TABLE users ADD number bigint GENERATED ALWAYS AS IDENTITY',
    'ALTER TABLE users ADD nickname text',
    'ALTER TABLE user_passwords ALTER upgraded_from_id SET NOT NULL',
  );
  await source(pair.synapse.client, 'example.org').user('bob').insert();
  const { plan } = await planFor(t, pair);
  assert.deepEqual(brief(plan, 'target/unknown-column'), [
    { severity: 'error', what: 'users.pronoun is NOT NULL without a default.' },
    { severity: 'error', what: 'user_passwords.upgraded_from_id is NOT NULL without a default.' },
  ]);
  assert.deepEqual(brief(plan, 'target/column'), [
    { severity: 'info', what: 'users: pronoun is unknown, colour is unknown, number is unknown, nickname is unknown.' },
  ]);
  assert.equal(plan.errored, true);
});

test('target/column: what MAS has beyond, or lacks, is decided and said, and stops nothing', async (t) => {
  const pair = await altered(
    t,
    "ALTER TABLE users ADD colour text NOT NULL DEFAULT 'red'",
    'ALTER TABLE compat_sessions DROP human_name',
    'ALTER TABLE users ALTER username TYPE varchar(4)',
  );
  await source(pair.synapse.client, 'example.org').user('longer').device('A', { display_name: 'A' }).insert();
  const { plan } = await planFor(t, pair);
  assert.equal(plan.errored, false);
  assert.deepEqual(brief(plan, 'target/column'), [
    { severity: 'info', what: 'users: colour is unknown.' },
    { severity: 'info', what: 'compat_sessions: human_name is missing.' },
  ]);
  assert.ok(
    copyStepOf(plan, 'users').columnNotes?.includes('colour is unknown to this release and keeps its default.'),
  );
  assert.ok(!copyStepOf(plan, 'compat_sessions').columns.includes('human_name'));
  // A shorter type must not cut anything off unseen: PostgreSQL does so in a cast, and refuses to in a COPY.
  const [row] = (await pair.synapse.client.query<{ username: string }>(copyStepOf(plan, 'users').select)).rows;
  assert.equal(row?.username, 'longer');
});

test('target/unchecked-index: constraints that cannot be evaluated beforehand', async (t) => {
  const pair = await altered(
    t,
    'CREATE UNIQUE INDEX lower_mail ON user_emails (lower(email))',
    'CREATE UNIQUE INDEX some_mail ON user_emails (email) WHERE created_at IS NOT NULL',
    "ALTER TABLE users ADD CONSTRAINT sound CHECK (username <> '')",
    "ALTER TABLE user_sessions ADD CONSTRAINT elsewhere CHECK (user_agent <> '')",
  );
  const { plan, request, directory } = await planFor(t, pair);
  assert.deepEqual(
    plan.findings
      .filter(({ outcome }) => outcome === 'unevaluated')
      .map(({ id, severity, what }) => [id, severity, what]),
    [
      [
        'target/unchecked-index',
        'warning',
        'Not evaluated: users.sound, user_emails.lower_mail, user_emails.some_mail.',
      ],
    ],
  );
  assert.equal(plan.summary.findings.unevaluated, 1);
  const exitCode = ({ errored, findings }: Plan): number =>
    exitCodeOfPlan({ errored, findings: findings.filter(({ outcome }) => outcome === 'unevaluated') });
  assert.equal(exitCode(plan), 11);
  writeFileSync(
    join(directory, 'decisions.yaml'),
    'acceptances: [{ finding: target/unchecked-index, upTo: 1, reason: Rehearsed., by: ada }]',
  );
  const accepted = await makePlan({ ...request, accept: 'decisions.yaml' });
  assert.deepEqual([accepted.summary.findings.unevaluated, accepted.summary.findings.accepted], [0, 1]);
  assert.equal(exitCode(accepted), 0);
});

test('every rule about the target has a test here or is about more than rows', () => {
  assert.deepEqual(targetRules.map(({ id }) => id).sort(), [
    'providers/ambiguous',
    'target/column',
    'target/not-empty',
    'target/not-null',
    'target/unchecked-index',
    'target/unique-conflict',
    'target/unknown-column',
  ]);
});
