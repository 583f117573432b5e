import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, Plan } from '../../../src/plan/types.gen.ts';
import { checkedPlan } from '../../support/checked-plan.ts';
import { createPair } from '../../support/databases.ts';
import { sqlOf } from '../../support/plan-steps.ts';
import { planFor, providersYaml } from '../../support/planned.ts';
import { type SynapseRows, source } from '../../support/synapse-rows.ts';

interface Expected {
  readonly what: string;
  /** Default: none. */
  readonly planned?: string;
  /** What the finding says after the fact. */
  readonly more?: string;
  readonly count: number;
  readonly samples: readonly string[];
}

interface Case {
  readonly rule: string;
  readonly severity?: Finding['severity'];
  /** Of the step that asserts it again. */
  readonly assertion?: string;
  readonly break: (rows: SynapseRows) => SynapseRows;
  readonly finds: readonly Expected[];
}

const users = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `u${from + index}`);
const eachOf =
  (names: readonly string[], add: (rows: SynapseRows, name: string) => SynapseRows) => (rows: SynapseRows) =>
    names.reduce(add, rows);
/** As an old Synapse made them: packets of four digits of length, a name and a value; base64url without padding. */
const macaroon = Buffer.from('0021location matrix.example.org\n0013identifier key\n').toString('base64url');
const lost = (n: number) => ({ user_id: `@lost${n}:example.org` });

const cases: readonly Case[] = [
  {
    rule: 'data/orphan-rows',
    break: (rows) => {
      for (const n of [7, 6, 5, 4, 3, 2, 1]) rows.email(`lost${n}@example.com`, lost(n));
      rows.externalId('oidc-mapped', 'lost', lost(1));
      rows
        .device('A', lost(2))
        .device('B', lost(2))
        .device('C', { ...lost(3), hidden: true });
      rows.accessToken('lost', { ...lost(4), device_id: null });
      rows.accessToken('puppet', { ...lost(5), device_id: null, puppets_user_id: '@x:example.org' });
      return rows.refreshToken('lost', { ...lost(6), device_id: 'X' });
    },
    finds: [
      { what: 'access_tokens: rows of users that do not exist', count: 1, samples: [lost(4).user_id] },
      { what: 'devices: rows of users that do not exist', count: 2, samples: [lost(2).user_id] },
      { what: 'refresh_tokens: rows of users that do not exist', count: 1, samples: [lost(6).user_id] },
      { what: 'user_external_ids: rows of users that do not exist', count: 1, samples: [lost(1).user_id] },
      {
        what: 'user_threepids: rows of users that do not exist',
        count: 7,
        samples: [1, 2, 3, 4, 5].map((n) => lost(n).user_id),
      },
    ],
  },
  {
    rule: 'data/foreign-domain-user',
    break: (rows) =>
      rows
        .user('@eve:elsewhere.example')
        .user('@x:y')
        .user('@bridged:elsewhere.example', { appservice_id: 'irc' })
        .user('@prefix:sub.example.org')
        .row('users', { name: 'no-sigil:example.org', creation_ts: 1 })
        .row('users', { name: null, creation_ts: 1 }),
    finds: [
      {
        what: 'users: rows of another server name',
        count: 5,
        samples: ['@eve:elsewhere.example', '@prefix:sub.example.org', '@x:y', 'no-sigil:example.org'],
      },
    ],
  },
  {
    rule: 'data/invalid-localpart',
    break: (rows) =>
      rows.user('@a:b:example.org').user('@:example.org').user('@b:c:example.org', { appservice_id: 'irc' }),
    finds: [
      { what: 'users: localparts that MAS cannot hold', count: 2, samples: ['@:example.org', '@a:b:example.org'] },
    ],
  },
  {
    rule: 'data/username-case-collision',
    break: (rows) =>
      rows
        .user('twin')
        .user('TWIN', { deactivated: true })
        .user('Twin')
        .user('Alone')
        .user('nick', { appservice_id: 'irc' })
        .user('Nick'),
    finds: [
      {
        what: 'users: localparts that are equal but for case',
        count: 3,
        samples: ['@TWIN:example.org', '@Twin:example.org', '@twin:example.org'],
      },
    ],
  },
  {
    rule: 'data/timestamp-range',
    break: (rows) =>
      rows
        .user('micro', { creation_ts: 1_600_000_000_000_000 })
        .user('huge', { creation_ts: '9223372036854775807' })
        .user('never', { creation_ts: null })
        .user('before', { creation_ts: -1 })
        .user('bridged', { creation_ts: '9223372036854775807', appservice_id: 'irc' })
        .email('bridged@example.com', { added_at: '9223372036854775807' })
        .device('BRIDGED', { last_seen: '-9223372036854775807' })
        .accessToken('bridged', { valid_until_ms: '9223372036854775807' })
        .user('sound')
        .email('sound@example.com', { added_at: '9223372036854775807' })
        .threepid('msisdn', '44', { added_at: -5 })
        .device('A', { last_seen: '9223372036854775807' })
        .device('HIDDEN', { last_seen: '9223372036854775807', hidden: true })
        .device('B', { last_seen: '-9223372036854775807' })
        .accessToken('a', { last_validated: '9223372036854775807' })
        .accessToken('b', { valid_until_ms: '-9223372036854775807' })
        .accessToken('c', { valid_until_ms: '9223372036854775807', puppets_user_id: '@x:example.org' })
        .registrationToken('r', { expiry_time: '9223372036854775807' }),
    finds: [
      {
        what: 'access_tokens: last_validated or valid_until_ms is no time in milliseconds',
        count: 2,
        samples: ['@sound:example.org'],
      },
      { what: 'devices: last_seen is no time in milliseconds', count: 2, samples: ['@sound:example.org'] },
      { what: 'registration_tokens: expiry_time is no time in milliseconds', count: 1, samples: [] },
      {
        what: 'user_threepids: added_at or validated_at is no time in milliseconds',
        count: 2,
        samples: ['@sound:example.org'],
      },
      {
        what: 'users: creation_ts is no time in seconds',
        count: 4,
        samples: ['@before:example.org', '@huge:example.org', '@micro:example.org', '@never:example.org'],
      },
    ],
  },
  {
    rule: 'providers/unmapped',
    assertion: 'assert/providers-unmapped',
    break: eachOf(users(1, 7), (rows, name) =>
      rows
        .user(name)
        .externalId('oidc-mapped', name)
        .externalId('oidc-b', name)
        .externalId(name === 'u3' ? "sa'ml" : 'oidc-b', `${name} again`),
    ),
    finds: [
      {
        what: 'user_external_ids: users of provider oidc-b',
        more: ' Of 7 active users with such a link, 0 can log in by nothing else.',
        count: 13,
        samples: users(1, 5).map((name) => `@${name}:example.org`),
      },
      {
        what: "user_external_ids: users of provider sa'ml",
        more: ' Of 1 active users with such a link, 0 can log in by nothing else.',
        count: 1,
        samples: ['@u3:example.org'],
      },
    ],
  },
  {
    rule: 'providers/oauth-delegated',
    break: (rows) => rows.user('delegated').externalId('oauth-delegated', 'x'),
    finds: [
      { what: 'user_external_ids: users of provider oauth-delegated', count: 1, samples: ['@delegated:example.org'] },
    ],
  },
  {
    rule: 'users/no-way-to-log-in',
    severity: 'warning',
    break: (rows) =>
      rows
        .user('nothing', { password_hash: null })
        .user('unmapped', { password_hash: '' })
        .user('mapped', { password_hash: null })
        .externalId('oidc-mapped', 'm')
        .user('gone', { password_hash: null, deactivated: true })
        .user('guest', { password_hash: null, is_guest: true })
        .user('owned', { password_hash: null, appservice_id: 'irc' }),
    finds: [
      {
        what: 'users: no password and no provider',
        count: 2,
        samples: ['@nothing:example.org', '@unmapped:example.org'],
      },
    ],
  },
  {
    rule: 'users/no-admin',
    severity: 'warning',
    break: (rows) =>
      rows
        .user('boss', { admin: true, password_hash: null })
        .user('lockedboss', { admin: true, locked: true })
        .user('goneboss', { admin: true, deactivated: true })
        .user('botboss', { admin: true, appservice_id: 'irc' }),
    finds: [
      {
        what: 'users: administrators who could log in',
        planned: 'at least one',
        count: 0,
        samples: ['@boss:example.org', '@lockedboss:example.org'],
      },
    ],
  },
  {
    rule: 'users/localpart-policy',
    severity: 'info',
    break: (rows) =>
      rows
        .user('Capital')
        .user('sp ace')
        .user('dotted.=_/+-0')
        .user('007')
        .user('008', { is_guest: true })
        .user('Owned', { appservice_id: 'irc' }),
    finds: [
      {
        what: 'users: localparts of digits only',
        count: 1,
        samples: ['@007:example.org'],
      },
      {
        what: 'users: localparts with characters that MAS gives to nobody new',
        count: 2,
        samples: ['@Capital:example.org', '@sp ace:example.org'],
      },
    ],
  },
  {
    rule: 'users/email-shared',
    severity: 'info',
    break: (rows) =>
      rows
        .user('mail1')
        .email('Shared@example.com')
        .email('own@example.com')
        .email('OWN@example.com')
        .user('mail2')
        .email('shared@example.com')
        .user('mail3', { appservice_id: 'irc' })
        .email('own2@example.com')
        .user('mail4')
        .email('Own2@example.com'),
    finds: [
      {
        what: 'user_threepids: e-mail addresses that several users have, but for case',
        count: 1,
        samples: ['@mail1:example.org', '@mail2:example.org'],
      },
    ],
  },
  {
    rule: 'users/third-party-id-unsupported',
    severity: 'info',
    break: (rows) =>
      rows
        .user('phone1')
        .threepid('msisdn', '441')
        .threepid('msisdn', '442')
        .user('phone2')
        .threepid('msisdn', '443')
        .email('phone2@example.com')
        .user('phone3', { deactivated: true })
        .threepid('msisdn', '445'),
    finds: [
      {
        what: 'user_threepids: active users who have one of these and no e-mail address',
        count: 1,
        samples: ['@phone1:example.org'],
      },
      {
        what: 'user_threepids: phone numbers and others that are no e-mail addresses',
        count: 4,
        samples: [1, 2, 3].map((n) => `@phone${n}:example.org`),
      },
    ],
  },
  {
    rule: 'tokens/unknown-shape',
    severity: 'warning',
    break: (rows) =>
      rows
        .user('holder')
        .device('HOLDER')
        .accessToken('syt_known')
        .accessToken(macaroon)
        .accessToken('made by hand')
        .accessToken('madebyhandwithoutanythingodd')
        .accessToken('short', { puppets_user_id: '@x:example.org' })
        .accessToken('of a device that is gone', { device_id: 'GONE' })
        .user('deviceless')
        .accessToken('from a script', { device_id: null })
        .user('refresher')
        .device('REFRESHER')
        .refreshToken('syr_known')
        .refreshToken('odd')
        .user('oddguest', { is_guest: true })
        .device('ODD')
        .accessToken('guest_token'),
    finds: [
      {
        what: 'access_tokens: tokens that MAS does not know by their shape',
        count: 3,
        samples: ['@deviceless:example.org', '@holder:example.org'],
      },
      {
        what: 'refresh_tokens: tokens that MAS does not know by their shape',
        count: 1,
        samples: ['@refresher:example.org'],
      },
    ],
  },
  {
    rule: 'devices/no-display-name',
    severity: 'info',
    break: (rows) =>
      rows
        .user('nameless')
        .device('A', { display_name: null })
        .device('B', { display_name: '' })
        .device('C', { display_name: 'Phone' })
        .device('D', { display_name: null, hidden: true })
        .user('leftover', { deactivated: 1 })
        .device('E', { display_name: null }),
    finds: [{ what: 'devices: without a display name', count: 2, samples: ['@nameless:example.org'] }],
  },
  {
    rule: 'tokens/admin-without-device',
    severity: 'warning',
    break: (rows) =>
      rows
        .user('automat', { admin: true, password_hash: null })
        .accessToken('syt_automat', { device_id: null })
        .device('A', { display_name: 'A' })
        .accessToken('syt_automat_too')
        .user('nobot')
        .accessToken('syt_nobot', { device_id: null }),
    finds: [
      { what: 'access_tokens: tokens of administrators without a device', count: 1, samples: ['@automat:example.org'] },
    ],
  },
  {
    rule: 'users/shadow-banned',
    severity: 'info',
    break: (rows) => rows.user('shadow', { shadow_banned: true }).user('light', { shadow_banned: false }),
    finds: [{ what: 'users: shadow-banned', count: 1, samples: ['@shadow:example.org'] }],
  },
  {
    rule: 'users/suspended',
    severity: 'info',
    break: (rows) =>
      rows.user('silent', { suspended: true }).user('silentbridge', { suspended: true, appservice_id: 'irc' }),
    finds: [{ what: 'users: suspended', count: 1, samples: ['@silent:example.org'] }],
  },
  {
    rule: 'users/guests',
    severity: 'info',
    break: (rows) => rows.user('1234', { is_guest: true }).user('1235', { is_guest: true }),
    finds: [{ what: 'users: guests', count: 2, samples: ['@1234:example.org', '@1235:example.org'] }],
  },
];

const byFact = <T extends { readonly fact: string }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((a, b) => (a.fact < b.fact ? -1 : 1));

for (const { rule, severity = 'error', assertion, break: breakIt, finds } of cases) {
  test(`${rule}: found, counted, with samples, and asserted again`, async (t) => {
    const pair = await createPair(t);
    await breakIt(source(pair.synapse.client, 'example.org')).insert();
    const masYaml = providersYaml('oidc-mapped');
    const { plan } = await planFor(t, pair, { masYaml });
    checkedPlan(plan);
    assert.equal(plan.errored, severity === 'error');
    const found = plan.findings.filter(({ id }) => id === rule);
    assert.deepEqual(
      found.map(({ severity: is, what, count, samples = [] }) => ({ is, what, count, samples })),
      finds.map(({ what, planned = 'none', more = '', ...rest }) => ({
        is: severity,
        what: `${what}: planned ${planned}, found ${rest.count}.${more}`,
        ...rest,
      })),
    );
    assert.deepEqual(
      [...new Set(plan.findings.filter((finding) => finding.severity === 'error').map(({ id }) => id))],
      severity === 'error' ? [rule] : [],
    );

    const id = assertion ?? `assert/${rule.replace('/', '-')}`;
    const facts = async (of: Plan) =>
      (
        await pair.synapse.client.query<{ fact: string; planned: string; found: string; samples?: string[] | null }>(
          sqlOf(of, id),
        )
      ).rows;
    if (severity === 'error') {
      assert.deepEqual(
        byFact((await facts(plan)).map((row) => ({ ...row, samples: row.samples ?? [] }))),
        finds.map(({ what, count, samples }) => ({ fact: what, planned: 'none', found: String(count), samples })),
      );
    } else if (severity === 'info') {
      assert.ok(plan.steps.every((step) => step.id !== id));
    } else {
      // A warning that was found may go on; one of another kind may not come up.
      assert.deepEqual(await facts(plan), []);
    }
    const { plan: discreet } = await planFor(t, pair, { masYaml, choices: { samples: false } });
    checkedPlan(discreet);
    assert.deepEqual(
      aboutData(discreet),
      aboutData(plan).map(({ samples: _, ...finding }) => finding),
    );
    if (severity === 'error') {
      assert.deepEqual(
        byFact(await facts(discreet)),
        finds.map(({ what, count }) => ({ fact: what, planned: 'none', found: String(count) })),
      );
      assert.doesNotMatch(JSON.stringify(discreet.steps.filter((step) => step.kind === 'assert')), /@u1|@sound|@twin/);
    }
  });
}

test('a database without any of it: no finding, and every assert step is silent', async (t) => {
  const pair = await createPair(t);
  await source(pair.synapse.client, 'example.org')
    .user('sound', { admin: true })
    .externalId('oidc-mapped', 's')
    .device('A', { display_name: 'A' })
    .accessToken('syt_a')
    .accessToken(macaroon)
    .refreshToken('syr_a')
    .email('sound@example.com')
    .insert();
  const { plan } = await planFor(t, pair, { masYaml: providersYaml('oidc-mapped') });
  assert.deepEqual(aboutData(plan), []);
  assert.equal(plan.errored, false);
  for (const step of plan.steps) {
    if (step.kind !== 'assert' || step.database !== 'synapse') continue;
    assert.deepEqual((await pair.synapse.client.query(step.sql)).rows, [], step.id);
  }
});

test('all at once: each rule is told', async (t) => {
  const pair = await createPair(t);
  await cases.reduce((rows, each) => each.break(rows), source(pair.synapse.client, 'example.org')).insert();
  const { plan } = await planFor(t, pair, { masYaml: providersYaml('oidc-mapped') });
  assert.deepEqual([...new Set(aboutData(plan).map(({ id }) => id))].sort(), cases.map(({ rule }) => rule).sort());
  const ranks = plan.findings.map(({ severity }) => ['error', 'warning', 'info'].indexOf(severity));
  assert.deepEqual(ranks, [...ranks].sort());
  assert.equal(plan.summary.findings.error, plan.findings.filter(({ severity }) => severity === 'error').length);
});

/** Those about configurations apart, which name files of another folder each time, and those about bridges. */
function aboutData({ findings }: Plan): readonly Finding[] {
  return findings.filter(({ id }) => !/^(mas|synapse|appservice)\//.test(id));
}
