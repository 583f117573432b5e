import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Client } from 'pg';
import { source } from '../support/synapse-rows.ts';
import { type PlannedExample, planExample, problemsOf } from './planned-example.ts';

/** A decision as it stands in the file of `--accept`. */
function decision(text: string, upTo: number): string {
  return `decisions:\n  - ${text}\n    upTo: ${upTo}\n    reason: As agreed.\n    by: ada\n`;
}

interface Case {
  readonly name: string;
  readonly accept: string;
  /** Rows that the decision is about, all of users whose names begin with `oldN`. */
  readonly rows: (synapse: Client, n: number) => Promise<void>;
  readonly settles: readonly string[];
  /** Rows that two calls make, as the decision counts them. */
  readonly covers: number;
  /** How many rows more or fewer an outcome of the accounting has. */
  readonly effects: readonly (readonly [entity: string, outcome: string, change: number])[];
  /** A question to MAS, and what it answers after apply. */
  readonly question: string;
  readonly answer: object;
}

const noUser = "SELECT count(*)::int AS rows FROM users WHERE username LIKE 'old%'";
const links =
  "SELECT string_agg(username || ' ' || subject, ', ' ORDER BY subject) AS rows FROM upstream_oauth_links JOIN users USING (user_id) WHERE subject LIKE 'subject %'";

const cases: readonly Case[] = [
  {
    name: 'drop-links',
    accept: decision('decision: drop-links\n    provider: oidc-retired', 2),
    rows: (synapse, n) =>
      source(synapse, 'example.org').user(`old${n}`).externalId('oidc-retired', `subject ${n}`).insert(),
    settles: ['providers/unmapped'],
    covers: 2,
    effects: [
      ['user_external_ids', 'skipped:dropped-provider', 2],
      ['user_external_ids', 'skipped:unmapped-provider', -2],
    ],
    question: links,
    answer: { rows: null },
  },
  {
    name: 'map-links',
    accept: decision("decision: map-links\n    provider: saml'old\n    to: oidc-keycloak", 2),
    rows: async (synapse, n) => {
      const rows = source(synapse, 'example.org').user(`old${n}`).externalId("saml'old", `subject ${n}`);
      // The first has logged in by the new name already.
      if (n === 1) rows.externalId('oidc-keycloak', `subject ${n}`);
      await rows.insert();
    },
    settles: ['providers/unmapped'],
    covers: 2,
    effects: [
      ['user_external_ids', 'migrated:upstream_oauth_links', 1],
      ['user_external_ids', 'skipped:already-linked', 1],
      ['user_external_ids', 'skipped:unmapped-provider', -2],
    ],
    question: links,
    answer: { rows: 'old1 subject 1, old2 subject 2' },
  },
  {
    name: 'exclude-guests',
    // The demo has one of its own.
    accept: decision('decision: exclude-guests', 3),
    rows: (synapse, n) =>
      source(synapse, 'example.org')
        .user(`old${n}`, { is_guest: true, password_hash: null })
        .device('PHONE')
        .accessToken(`syt_old${n}`, { id: 90_000 + n })
        .insert(),
    settles: ['users/guests'],
    covers: 3,
    effects: [
      ['users', 'migrated:users', -3],
      ['users', 'skipped:excluded-guest', 3],
      ['devices', 'skipped:excluded-guest', 2],
      ['devices', 'skipped:guest-user', -2],
      ['access_tokens', 'skipped:excluded-guest', 2],
      ['access_tokens', 'skipped:guest-user', -2],
    ],
    question: 'SELECT count(*)::int AS rows FROM users WHERE is_guest',
    answer: { rows: 0 },
  },
  {
    name: 'exclude-other-domains',
    accept: decision('decision: exclude-other-domains', 2),
    rows: (synapse, n) =>
      source(synapse, 'example.org').user(`@old${n}:elsewhere.example`).email(`${n}@elsewhere.example`).insert(),
    settles: ['data/foreign-domain-user'],
    covers: 2,
    effects: ['users', 'user_passwords', 'user_threepids'].flatMap((entity) => [
      [entity, 'skipped:excluded-other-domain', 2] as const,
      [entity, 'skipped:other-domain', -2] as const,
    ]),
    question: noUser,
    answer: { rows: 0 },
  },
  {
    name: 'exclude-invalid-localparts',
    accept: decision('decision: exclude-invalid-localparts', 2),
    rows: (synapse, n) => source(synapse, 'example.org').user(`@old${n}:odd:example.org`).device('PHONE').insert(),
    settles: ['data/invalid-localpart'],
    covers: 2,
    effects: ['users', 'user_passwords', 'devices'].flatMap((entity) => [
      [entity, 'skipped:excluded-localpart', 2] as const,
      [entity, 'skipped:invalid-localpart', -2] as const,
    ]),
    question: noUser,
    answer: { rows: 0 },
  },
  {
    name: 'exclude-orphan-rows',
    accept: decision('decision: exclude-orphan-rows', 4),
    rows: (synapse, n) => {
      const of = { user_id: `@old${n}:example.org` };
      return source(synapse, 'example.org').email(`old${n}@example.com`, of).device('GONE', of).insert();
    },
    settles: ['data/orphan-rows'],
    covers: 4,
    effects: ['user_threepids', 'devices'].flatMap((entity) => [
      [entity, 'skipped:excluded-orphan', 2] as const,
      [entity, 'skipped:unknown-user', -2] as const,
    ]),
    question: noUser,
    answer: { rows: 0 },
  },
];

for (const { name, accept, rows, settles, covers, effects, question, answer } of cases) {
  test(`${name}: planned, applied, verified and rolled back; one row more than was decided stops apply`, async (t) => {
    const example: PlannedExample = await planExample(t, {
      accept,
      prepare: async (synapse) => {
        await rows(synapse, 1);
        await rows(synapse, 2);
      },
    });
    const { plan } = example;
    assert.equal(plan.errored, false);
    const [decided] = plan.decisions ?? [];
    assert.deepEqual(
      {
        rows: decided?.rows,
        findings: decided?.findings,
        effects: decided?.effects.map(({ entity, outcome, before, after }) => [entity, outcome, after - before]),
      },
      { rows: covers, findings: settles, effects },
    );
    const settled = plan.findings.filter(({ acceptance }) => acceptance?.decision === decided?.decision);
    assert.deepEqual([...new Set(settled.map(({ id }) => id))].sort(), settles);

    await rows(example.synapse, 3);
    const before = await example.world();
    const problems = await problemsOf(example.apply());
    assert.ok(problems.length > 0);
    for (const { code, message } of problems) {
      assert.equal(code, 'STALE_SOURCE', message);
      assert.match(message, /planned at most \d+, as ada decided, found \d+/);
    }
    assert.deepEqual(await example.world(), before);
    for (const table of ['access_tokens', 'user_external_ids', 'user_threepids', 'devices']) {
      await example.synapse.query(`DELETE FROM ${table} WHERE user_id LIKE '@old3%'`);
    }
    await example.synapse.query("DELETE FROM users WHERE name LIKE '@old3%'");

    assert.equal((await example.apply()).receipt.outcome, 'applied');
    assert.deepEqual((await example.mas.query(question)).rows, [answer]);
    await example.verify();
    assert.equal((await example.rollback()).receipt.outcome, 'rolled-back');
  });
}

test('two users with one subject under both names of a mapped provider are an error', async (t) => {
  const { plan } = await planExample(t, {
    accept: decision('decision: map-links\n    provider: saml\n    to: oidc-keycloak', 1),
    prepare: (synapse) =>
      source(synapse, 'example.org')
        .user('old1')
        .externalId('saml', 'the same')
        .user('old2')
        .externalId('oidc-keycloak', 'the same')
        .insert(),
  });
  assert.equal(plan.errored, true);
  const conflict = plan.findings.find(({ id }) => id === 'target/unique-conflict');
  assert.deepEqual(conflict?.samples, ['@old1:example.org', '@old2:example.org']);
});

test('what was accepted is bounded when applied, and no warning of a new kind may come up; others may grow', async (t) => {
  const accept = 'acceptances:\n  - finding: users/no-way-to-log-in\n    upTo: 2\n    reason: Kiosks.\n    by: ada\n';
  const withoutLogin = (synapse: Client, name: string): Promise<void> =>
    source(synapse, 'example.org').user(name, { password_hash: null }).insert();
  const odd = (synapse: Client, name: string): Promise<void> =>
    source(synapse, 'example.org').user(name).device('odd device').insert();
  const example = await planExample(t, {
    accept,
    prepare: async (synapse) => {
      await withoutLogin(synapse, 'kiosk1');
      await odd(synapse, 'odd1');
    },
  });
  const { plan } = example;
  assert.equal(plan.findings.find(({ id }) => id === 'users/no-way-to-log-in')?.acceptance?.by, 'ada');
  assert.equal(plan.findings.find(({ id }) => id === 'devices/id-charset')?.acceptance, undefined);

  // One more of what was accepted up to two; more of a warning that everybody has seen.
  await withoutLogin(example.synapse, 'kiosk2');
  await odd(example.synapse, 'odd2');
  assert.equal((await example.apply({ rehearse: true })).receipt.outcome, 'rehearsed');

  await withoutLogin(example.synapse, 'kiosk3');
  await source(example.synapse, 'example.org')
    .user('talker')
    .device('TALKER')
    .accessToken('made by hand', { id: 90_001 })
    .insert();
  const problems = await problemsOf(example.apply());
  assert.deepEqual(
    problems.map(({ code, message }) => [code, message]),
    [
      [
        'STALE_SOURCE',
        'assert/users-no-way-to-log-in: users: no password and no provider: planned at most 2, as ada decided, found 3 (@kiosk1:example.org, @kiosk2:example.org, @kiosk3:example.org).',
      ],
      [
        'STALE_SOURCE',
        'assert/tokens-unknown-shape: access_tokens: tokens that MAS does not know by their shape: planned none, found 1 (@talker:example.org).',
      ],
    ],
  );
  assert.ok(
    problems.every(({ remedy }) => remedy?.startsWith('Look at what is new, decide about it, and plan again.')),
  );
});
