import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Client } from 'pg';
import { makePlan } from '../../../src/cli/make-plan.ts';
import type { Finding, Plan } from '../../../src/plan/types.gen.ts';
import { checkedPlan } from '../../support/checked-plan.ts';
import { createPair, type DatabasePair } from '../../support/databases.ts';
import { type PlannedOptions, planRequestFor } from '../../support/planned.ts';
import { type SynapseRows, source } from '../../support/synapse-rows.ts';

const day = (text: string): number => Date.parse(`${text}T12:00:00Z`);
const nobody = { password_hash: null };
const owned = (id: string, more = {}) => ({ ...nobody, appservice_id: id, ...more });

const registration = (id: string, more = '', sender = `${id}_bot`): string => `id: ${id}
url: null
as_token: ${id}_as_example_only
hs_token: ${id}_hs_example_only
sender_localpart: ${sender}
namespaces: { users: [{ exclusive: true, regex: "@${id}_.*:example\\\\.org" }] }
${more}`;

interface Given {
  readonly rows: (rows: SynapseRows) => SynapseRows;
  /** By name; each is registered. */
  readonly files: Readonly<Record<string, string>>;
  readonly alsoListed?: readonly string[];
  readonly options?: PlannedOptions;
}

/** Plans for these rows and registrations. */
async function planned(t: TestContext, { rows, files, alsoListed = [], options }: Given) {
  const pair = await createPair(t);
  await rows(source(pair.synapse.client, 'example.org')).insert();
  const plan = await planAgain(t, pair, { files, alsoListed, ...(options ? { options } : {}) });
  return { pair, plan };
}

async function planAgain(
  t: TestContext,
  pair: DatabasePair,
  { files, alsoListed = [], options }: Omit<Given, 'rows'>,
): Promise<Plan> {
  const listed = [...Object.keys(files), ...alsoListed];
  const synapseYaml = `app_service_config_files: ${JSON.stringify(listed)}\n`;
  const request = planRequestFor(t, pair, { synapseYaml, ...options });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(request.cwd, name), text);
  const plan = await makePlan(request);
  checkedPlan(plan);
  return plan;
}

function about({ findings }: Plan): readonly Finding[] {
  return findings.filter(({ id }) => id.startsWith('appservice/'));
}

const brief = (findings: readonly Finding[]) =>
  findings.map(({ id, severity, outcome, count, samples }) => [id, outcome ?? severity, count, samples]);

test('each application service by what it owns: devices with keys, sessions of logins, tokens of its newest users', async (t) => {
  const { plan, pair } = await planned(t, {
    rows: (rows) =>
      rows
        // Encrypts, and logged in.
        .user('signal_bot', owned('signal'))
        .device('KEYED', { last_seen: day('2026-01-02') })
        .deviceKeys()
        .accessToken('syt_1')
        .device('OTHER', { last_seen: day('2025-01-02') })
        .device('SIGNING', { hidden: true, last_seen: day('2026-01-30') })
        .user('signal_1', owned('signal', { deactivated: true }))
        // Encrypts without a login.
        .user('free_bot', owned('free'))
        .device('KEYED')
        .deviceKeys()
        // Its sender is an ordinary account.
        .user('old_bot', nobody)
        .device('KEYED')
        .deviceKeys()
        .accessToken('syt_2')
        // Makes its users with a token: the newest has one.
        .user('irc_1', owned('irc', { creation_ts: 1 }))
        .user('irc_2', owned('irc', { creation_ts: 3 }))
        .device('IRC')
        .accessToken('syt_3')
        .user('irc_3', owned('irc', { creation_ts: 4, deactivated: true }))
        // Did so once: the newest has none. A token by which an administrator acts as it does not count.
        .user('xmpp_1', owned('xmpp', { creation_ts: 1 }))
        .accessToken('syt_4')
        .user('xmpp_2', owned('xmpp', { creation_ts: 2 }))
        .accessToken('syt_5', { puppets_user_id: '@x:example.org' })
        .user('ada'),
    files: {
      'signal.yaml': registration('signal'),
      'free.yaml': registration('free', 'io.element.msc4190: true\n'),
      'old.yaml': registration('old'),
      'irc.yaml': registration('irc'),
      'xmpp.yaml': registration('xmpp'),
      'none.yaml': registration('none'),
    },
  });
  const services = plan.appservices?.services ?? [];
  assert.deepEqual(
    services.map(
      ({ id, verdict, users, deactivated, devices, encrypting, loggedIn, tokens, lastSeen, senderExists }) => [
        ...[id, verdict, users, deactivated, devices, encrypting, loggedIn, tokens, lastSeen, senderExists],
      ],
    ),
    [
      ['signal', 'at-once', 2, 1, 2, 1, 1, 0, '2026-01-02', true],
      ['free', 'not', 1, 0, 1, 1, 0, 0, undefined, true],
      ['old', 'at-device-reset', 0, 0, 1, 1, 1, 0, undefined, true],
      ['irc', 'at-once', 3, 1, 1, 0, 0, 1, undefined, false],
      ['xmpp', 'not', 2, 0, 0, 0, 0, 1, undefined, false],
      ['none', 'not', 0, 0, 0, 0, 0, 0, undefined, false],
    ],
  );
  assert.deepEqual(brief(about(plan)), [
    ['appservice/inhibit-login', 'warning', undefined, undefined],
    ['appservice/latent-login', 'warning', undefined, undefined],
    ['appservice/needs-msc4190', 'warning', undefined, undefined],
    ['appservice/users-excluded', 'info', 8, undefined],
  ]);
  const excluded = about(plan).find(({ id }) => id === 'appservice/users-excluded');
  const skipped = plan.accounting.find(({ entity }) => entity === 'users')?.skipped;
  assert.equal(excluded?.count, skipped?.find(({ reason }) => reason === 'appservice-owned')?.rows);
  assert.match(excluded?.what ?? '', /of signal \(2\), free \(1\), irc \(3\), xmpp \(2\)\.$/);
  assert.doesNotMatch(JSON.stringify(plan), /example_only|syt_\d/);
  const step = plan.steps.find(({ id }) => id === 'operator/bridges');
  assert.ok(step?.kind === 'operator');
  assert.match(step.instructions, /signal \(signal\.yaml\): breaks at once/);
  assert.match(step.instructions, /Nothing to change: free \(free\.yaml\), xmpp \(xmpp\.yaml\), none \(none\.yaml\)/);

  // A role that may not read the keys: nothing is guessed.
  const reader = `reader_${pair.synapse.user}`;
  const superuser = new Client({ connectionString: pair.synapse.superuserUri });
  await superuser.connect();
  await superuser.query(`CREATE ROLE ${reader} LOGIN PASSWORD 'reader'`);
  await superuser.query(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${reader}`);
  await superuser.query(`REVOKE SELECT ON e2e_device_keys_json FROM ${reader}`);
  const { host, port, database } = pair.synapse;
  const request = planRequestFor(t, pair, { synapseYaml: 'app_service_config_files: [signal.yaml]\n' });
  writeFileSync(join(request.cwd, 'signal.yaml'), registration('signal'));
  const uri = `postgresql://${reader}:reader@${host}:${port}/${database}`;
  const blind = await makePlan({ ...request, synapseDatabaseUri: uri });
  checkedPlan(blind);
  const [signal] = blind.appservices?.services ?? [];
  assert.deepEqual(
    [signal?.verdict, signal?.devices, signal?.encrypting, signal?.loggedIn],
    ['unknown', 2, undefined, undefined],
  );
  assert.ok(brief(about(blind)).some(([id, outcome]) => id === 'appservice/undecided' && outcome === 'unevaluated'));
  await superuser.query(`DROP OWNED BY ${reader}`);
  await superuser.query(`DROP ROLE ${reader}`);
  await superuser.end();
});

test('owners that no registration has are gone, unless a registration could not be read', async (t) => {
  const { plan, pair } = await planned(t, {
    rows: (rows) => {
      for (let n = 0; n < 7; n += 1) rows.user(`tg_${n}`, owned('telegram'));
      return rows.user('irc_1', owned('irc')).user('odd', owned("o'dd"));
    },
    files: { 'irc.yaml': registration('irc') },
  });
  const samples = [0, 1, 2, 3, 4].map((n) => `@tg_${n}:example.org`);
  assert.deepEqual(plan.appservices?.unregistered, [
    { id: 'telegram', users: 7, samples },
    { id: "o'dd", users: 1, samples: ['@odd:example.org'] },
  ]);
  assert.deepEqual(brief(about(plan)), [
    ['appservice/registration-gone', 'warning', 7, samples],
    ['appservice/registration-gone', 'warning', 1, ['@odd:example.org']],
    ['appservice/users-excluded', 'info', 9, undefined],
  ]);
  const files = { 'irc.yaml': registration('irc') };
  const unread = await planAgain(t, pair, { files, alsoListed: ['gone.yaml'] });
  assert.deepEqual(
    brief(about(unread)).map(([id, outcome]) => [id, outcome]),
    [
      ['appservice/registration-gone-undecided', 'unevaluated'],
      ['appservice/registration-gone-undecided', 'unevaluated'],
      ['appservice/registration-unreadable', 'unevaluated'],
      ['appservice/users-excluded', 'info'],
    ],
  );
  assert.deepEqual(
    unread.appservices?.services.map(({ verdict, msc4190 }) => [verdict, msc4190]),
    [
      ['not', 'off'],
      ['unknown', 'unknown'],
    ],
  );
  const discreet = await planAgain(t, pair, {
    files,
    options: { synapseYaml: 'app_service_config_files: [irc.yaml]\n', choices: { samples: false } },
  });
  assert.doesNotMatch(JSON.stringify([discreet.appservices?.unregistered, about(discreet)]), /@tg|@odd/);
});

test('users whom nobody owns: in a namespace, and those who only look like a bridge', async (t) => {
  const yaml = registration('irc').replace(
    '{ users: [',
    `{ users: [{ exclusive: false, regex: "@telegram_1.*" }, { exclusive: true, regex: "(?i)@x_.*" }, `,
  );
  const { plan } = await planned(t, {
    rows: (rows) =>
      rows
        .user('irc_nobody', nobody)
        .user('irc_person')
        .user('irc_bot', nobody)
        .user('irc_gone', { ...nobody, deactivated: true })
        .user('irc_ghost', owned('irc'))
        .user('telegram_12', nobody)
        .user('telegram_22', nobody)
        .user('telegram_23')
        .user('telegram_24', nobody)
        .externalId('oidc-x', '24')
        .user('telegram', nobody)
        .user('_xmpp_ada', nobody)
        .user('modbot', nobody)
        .user('rootbot', { ...nobody, admin: true })
        .user('botanist', nobody),
    files: { 'irc.yaml': yaml },
  });
  assert.deepEqual(plan.appservices?.lookalikes, [
    { shape: 'begins like users of a bridge', users: 1, samples: ['@telegram_22:example.org'] },
    { shape: 'begins with _', users: 1, samples: ['@_xmpp_ada:example.org'] },
    { shape: 'ends in bot', users: 1, samples: ['@modbot:example.org'] },
  ]);
  assert.deepEqual(
    brief(about(plan)).filter(([id]) => id !== 'appservice/users-excluded'),
    [
      ['appservice/looks-like-bridge', 'warning', 1, ['@telegram_22:example.org']],
      ['appservice/looks-like-bridge', 'warning', 1, ['@_xmpp_ada:example.org']],
      ['appservice/looks-like-bridge', 'warning', 1, ['@modbot:example.org']],
      ['appservice/namespace-undecided', 'unevaluated', undefined, undefined],
      ['appservice/users-unowned', 'info', 2, ['@irc_nobody:example.org', '@irc_person:example.org']],
    ],
  );
});

test('a registration that Synapse refuses is an error, which may be accepted, and a list that is none too', async (t) => {
  const { plan, pair } = await planned(t, {
    rows: (rows) => rows.user('ada'),
    files: { 'irc.yaml': registration('irc', 'io.element.msc4190: "yes"\n'), 'empty.yaml': '' },
  });
  const errors = about(plan).filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    errors.map(({ id, what }) => [id, what]),
    [
      ['appservice/registration-invalid', 'irc.yaml: io.element.msc4190 must be true or false.'],
      ['appservice/registration-invalid', 'empty.yaml: It holds no mapping of options.'],
    ],
  );
  assert.ok(plan.errored);
  assert.deepEqual(
    plan.appservices?.services.map(({ verdict }) => verdict),
    ['not', 'unknown'],
  );
  const list = await planAgain(t, pair, {
    files: {},
    options: { synapseYaml: 'app_service_config_files: irc.yaml\n' },
  });
  assert.deepEqual(
    about(list).map(({ id, what, where }) => [id, what, where[0]?.line]),
    [['appservice/registration-invalid', 'app_service_config_files is no list of files.', 1]],
  );
});

test('without registrations and bridges there is nothing to say', async (t) => {
  const pair = await createPair(t);
  await source(pair.synapse.client, 'example.org').user('ada').user('no_password', nobody).insert();
  const plan = await makePlan(planRequestFor(t, pair));
  assert.deepEqual(plan.appservices, { services: [], unregistered: [], lookalikes: [] });
  assert.deepEqual(about(plan), []);
  assert.ok(plan.steps.every(({ id }) => id !== 'operator/bridges'));
});
