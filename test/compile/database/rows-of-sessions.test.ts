import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPair } from '../../support/databases.ts';
import { expectedId, expectedNumberedId } from '../../support/expected-id.ts';
import { copiedRows, copyStepOf } from '../../support/plan-steps.ts';
import { planFor } from '../../support/planned.ts';
import { insertEveryKind } from './every-kind.ts';

const createdAt = 1_769_860_800_000;
const createdText = '2026-01-31 12:00:00+00';
const seconds = { admin: 1_500_000_001, bob: 1_500_000_002, locked: 1_500_000_003, rita: 1_500_000_009 };
type Name = keyof typeof seconds;
const lastSeen: Readonly<Record<string, number>> = {
  PHONE: 1_700_000_000_321,
  DESKTOP: 1_700_000_001_000,
  SIX: 1_700_000_002_000,
};

/** The ids that anybody can compute from the seed of a plan. */
function idsOf(seed: string) {
  const id = (milliseconds: number, key: string) => expectedId(seed, milliseconds, key);
  return {
    user: (name: Name) => id(seconds[name] * 1000, `user @${name}:example.org`),
    session: (name: Name, device: string) => {
      return id(lastSeen[device] ?? createdAt, `compat_session @${name}:example.org ${device}`);
    },
    ofToken: (token: number, milliseconds: number) => expectedNumberedId(seed, milliseconds, token),
    accessToken: (token: number, milliseconds: number) => expectedNumberedId(seed, milliseconds, token),
    refreshToken: (token: number, milliseconds: number) => expectedNumberedId(seed, milliseconds, token),
  };
}

test('the rows of sessions, for MAS 1.22', async (t) => {
  const pair = await createPair(t);
  const source = pair.synapse.client;
  await insertEveryKind(source);
  const { plan } = await planFor(t, pair);
  const ids = idsOf(plan.seed);
  const by = async (table: string, column: string) =>
    [...(await copiedRows(plan, source, table))].sort((a, b) => (String(a[column]) < String(b[column]) ? -1 : 1));
  // The numbers that Synapse gave to the tokens, asked once by their text.
  const { rows } = await source.query<{ token: string; id: string }>(
    'SELECT token, id FROM access_tokens UNION ALL SELECT token, id FROM refresh_tokens',
  );
  const numberOf = (token: string) => Number(rows.find((row) => row.token === token)?.id);

  await t.test('compat_sessions', async () => {
    const session = (name: Name, device: string, [, created_at]: readonly [number, string], special = {}) => ({
      compat_session_id: ids.session(name, device),
      user_id: ids.user(name),
      device_id: device,
      created_at,
      is_synapse_admin: name === 'admin' ? 't' : 'f',
      last_active_at: null,
      last_active_ip: null,
      user_agent: null,
      human_name: null,
      ...special,
    });
    const planned = [createdAt, createdText] as const;
    const deviceless = (name: Name, token: string, [milliseconds, created_at]: readonly [number, string]) => ({
      ...session(name, '', [milliseconds, created_at]),
      compat_session_id: ids.ofToken(numberOf(token), milliseconds),
      device_id: null,
    });
    const expected = [
      session('admin', 'DESKTOP', planned, { last_active_at: '2023-11-14 22:13:21+00' }),
      session('locked', 'LOCKED', [1_620_000_000_000, '2021-05-03 00:00:00+00']),
      session('bob', 'GARBAGE', planned),
      session('bob', 'MAPPED', planned, { last_active_ip: '::ffff:192.0.2.1' }),
      session('bob', 'NEVER', planned),
      session('bob', 'SIX', planned, { last_active_ip: '2001:db8::1', last_active_at: '2023-11-14 22:13:22+00' }),
      // The earliest token of its own; the one by which it acts as somebody else is older and does not count.
      session('admin', 'PHONE', [1_590_000_000_456, '2020-05-20 18:40:00.456+00'], {
        last_active_at: '2023-11-14 22:13:20.321+00',
        last_active_ip: '203.0.113.7',
        user_agent: 'Element X',
        human_name: 'My phone',
      }),
      session('rita', 'WAITS', [1_630_000_000_001, '2021-08-26 17:46:40.001+00']),
      session('rita', 'UNUSED', [1_630_000_000_002, '2021-08-26 17:46:40.002+00']),
      session('rita', 'USED', [1_630_000_000_003, '2021-08-26 17:46:40.003+00']),
      session('rita', 'NULLUSED', planned),
      session('rita', 'TWICE', [1_630_000_000_005, '2021-08-26 17:46:40.005+00']),
      session('rita', 'SPENT', planned),
      session('rita', 'OTHER', planned),
      session('rita', 'PUPPETS', planned),
      session('rita', 'LOSTACCESS', planned),
      deviceless('admin', 'deviceless-admin', [1_610_000_000_789, '2021-01-07 06:13:20.789+00']),
      deviceless('bob', 'deviceless', planned),
    ].sort((a, b) => (a.compat_session_id < b.compat_session_id ? -1 : 1));
    assert.deepEqual(await by('compat_sessions', 'compat_session_id'), expected);
    assert.deepEqual(copyStepOf(plan, 'compat_sessions').columns, Object.keys(session('bob', 'NEVER', planned)));
  });

  await t.test('compat_access_tokens', async () => {
    const token = (
      name: string,
      session: string,
      [milliseconds, created_at]: readonly [number, string],
      expires_at: string | null = null,
    ) => ({
      compat_access_token_id: ids.accessToken(numberOf(name), milliseconds),
      compat_session_id: session,
      access_token: name,
      created_at,
      expires_at,
    });
    const planned = [createdAt, createdText] as const;
    const phone = ids.session('admin', 'PHONE');
    const rita = (device: string) => ids.session('rita', device);
    assert.deepEqual(await by('compat_access_tokens', 'access_token'), [
      token('after-lost-access', rita('LOSTACCESS'), planned),
      token('deviceless', ids.ofToken(numberOf('deviceless'), createdAt), planned, '2026-09-21 14:13:20+00'),
      token('deviceless-admin', ids.ofToken(numberOf('deviceless-admin'), 1_610_000_000_789), [
        1_610_000_000_789,
        '2021-01-07 06:13:20.789+00',
      ]),
      token('never-validated', ids.session('bob', 'NEVER'), planned),
      token('new-null-access', rita('NULLUSED'), planned),
      token('new-unused-access', rita('UNUSED'), planned),
      token('new-used-access', rita('USED'), [1_630_000_000_004, '2021-08-26 17:46:40.004+00']),
      token('of-locked', ids.session('locked', 'LOCKED'), [1_620_000_000_000, '2021-05-03 00:00:00+00']),
      token('old-null-access', rita('NULLUSED'), planned),
      token('old-unused-access', rita('UNUSED'), [1_630_000_000_002, '2021-08-26 17:46:40.002+00']),
      token('phone-early', phone, [1_590_000_000_456, '2020-05-20 18:40:00.456+00']),
      token('phone-late', phone, [1_600_000_000_123, '2020-09-13 12:26:40.123+00'], '2027-01-15 08:00:00.456+00'),
      token('twice-second', rita('TWICE'), [1_630_000_000_006, '2021-08-26 17:46:40.006+00']),
      token('waits-access', rita('WAITS'), [1_630_000_000_001, '2021-08-26 17:46:40.001+00'], '2021-08-26 17:51:40+00'),
    ]);
  });

  await t.test('compat_refresh_tokens', async () => {
    const token = (
      name: string,
      access: string,
      device: string,
      [milliseconds, created_at]: readonly [number, string],
    ) => ({
      compat_refresh_token_id: ids.refreshToken(numberOf(name), milliseconds),
      compat_session_id: ids.session('rita', device),
      compat_access_token_id: ids.accessToken(numberOf(access), milliseconds),
      refresh_token: name,
      created_at,
    });
    const planned = [createdAt, createdText] as const;
    assert.deepEqual(await by('compat_refresh_tokens', 'refresh_token'), [
      token('after-lost', 'after-lost-access', 'LOSTACCESS', planned),
      token('new-null', 'new-null-access', 'NULLUSED', planned),
      token('new-unused', 'new-unused-access', 'UNUSED', planned),
      token('new-used', 'new-used-access', 'USED', [1_630_000_000_004, '2021-08-26 17:46:40.004+00']),
      token('old-null', 'old-null-access', 'NULLUSED', planned),
      token('old-unused', 'old-unused-access', 'UNUSED', [1_630_000_000_002, '2021-08-26 17:46:40.002+00']),
      token('twice', 'twice-second', 'TWICE', [1_630_000_000_006, '2021-08-26 17:46:40.006+00']),
      token('waits', 'waits-access', 'WAITS', [1_630_000_000_001, '2021-08-26 17:46:40.001+00']),
    ]);
  });
});

test('MAS 0.11 takes no session without a device', async (t) => {
  const pair = await createPair(t, { mas: '0.11' });
  const source = pair.synapse.client;
  await insertEveryKind(source);
  const { plan } = await planFor(t, pair);
  const sessions = await copiedRows(plan, source, 'compat_sessions');
  assert.equal(sessions.length, 16);
  assert.ok(sessions.every((row) => row.device_id !== null && !('human_name' in row)));
  assert.match(copyStepOf(plan, 'compat_sessions').columnNotes?.join() ?? '', /human_name is not in this MAS/);
  const tokens = await copiedRows(plan, source, 'compat_access_tokens');
  assert.equal(tokens.length, 12);
  assert.ok(tokens.every((row) => !row.access_token?.startsWith('deviceless')));
});
