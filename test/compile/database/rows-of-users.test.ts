import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPair } from '../../support/databases.ts';
import { expectedId } from '../../support/expected-id.ts';
import { copiedRows, copyStepOf } from '../../support/plan-steps.ts';
import { planFor, providerId, providersYaml } from '../../support/planned.ts';
import { passwordHash } from '../../support/synapse-rows.ts';
import { insertEveryKind } from './every-kind.ts';

test('the rows of users, for MAS 1.22', async (t) => {
  const pair = await createPair(t);
  const source = pair.synapse.client;
  await insertEveryKind(source);
  const { plan } = await planFor(t, pair, { masYaml: providersYaml('oidc-other', 'oidc-mapped') });
  const seconds = {
    admin: 1_500_000_001,
    bob: 1_500_000_002,
    locked: 1_500_000_003,
    gone: 1_500_000_004,
    '1001': 1_500_000_005,
    passwordless: 1_500_000_007,
    emptypassword: 1_500_000_008,
    rita: 1_500_000_009,
  };
  const id = (milliseconds: number, key: string) => expectedId(plan.seed, milliseconds, key);
  const userId = (name: keyof typeof seconds) => id(seconds[name] * 1000, `user @${name}:example.org`);

  await t.test('users', async () => {
    const user = (name: keyof typeof seconds, second: string, special = {}) => ({
      user_id: userId(name),
      username: name,
      created_at: `2017-07-14 02:40:${second}+00`,
      locked_at: null,
      can_request_admin: 'f',
      is_guest: 'f',
      deactivated_at: null,
      ...special,
    });
    assert.deepEqual(copyStepOf(plan, 'users').columns, Object.keys(user('bob', '02')));
    assert.deepEqual(await copiedRows(plan, source, 'users'), [
      user('admin', '01', { can_request_admin: 't' }),
      user('bob', '02'),
      user('locked', '03', { locked_at: '2017-07-14 02:40:03+00' }),
      user('gone', '04', { deactivated_at: '2017-07-14 02:40:04+00' }),
      user('1001', '05', { is_guest: 't' }),
      user('passwordless', '07'),
      user('emptypassword', '08'),
      user('rita', '09'),
    ]);
  });

  await t.test('user_passwords', async () => {
    const password = (name: keyof typeof seconds, second: string) => ({
      user_password_id: id(seconds[name] * 1000, `user_password @${name}:example.org`),
      user_id: userId(name),
      hashed_password: passwordHash,
      created_at: `2017-07-14 02:40:${second}+00`,
      version: '1',
    });
    assert.deepEqual(await copiedRows(plan, source, 'user_passwords'), [
      password('admin', '01'),
      password('bob', '02'),
      password('locked', '03'),
      password('rita', '09'),
    ]);
    assert.match(copyStepOf(plan, 'user_passwords').columnNotes?.join() ?? '', /upgraded_from_id/);
  });

  await t.test('user_emails', async () => {
    const email = (name: keyof typeof seconds, address: string, milliseconds: number, created_at: string) => ({
      user_email_id: id(milliseconds, `user_email ${address}`),
      user_id: userId(name),
      email: address,
      created_at,
    });
    assert.deepEqual(await copiedRows(plan, source, 'user_emails'), [
      email('admin', 'first@example.com', 1_505_000_000_001, '2017-09-09 23:33:20.001+00'),
      email('gone', 'gone@example.com', 1_506_000_000_000, '2017-09-21 13:20:00+00'),
      email('admin', 'second@example.com', 1_510_000_000_999, '2017-11-06 20:26:40.999+00'),
    ]);
  });

  await t.test('user_unsupported_third_party_ids', async () => {
    assert.deepEqual(await copiedRows(plan, source, 'user_unsupported_third_party_ids'), [
      { user_id: userId('bob'), medium: 'msisdn', address: '447700900123', created_at: '2018-03-02 14:13:20.007+00' },
    ]);
  });

  await t.test('upstream_oauth_links', async () => {
    const link = (name: keyof typeof seconds, subject: string, second: string) => ({
      upstream_oauth_link_id: id(seconds[name] * 1000, `upstream_oauth_link 11 oidc-mapped ${subject}`),
      upstream_oauth_provider_id: providerId(1),
      user_id: userId(name),
      subject,
      created_at: `2017-07-14 02:40:${second}+00`,
    });
    assert.deepEqual(await copiedRows(plan, source, 'upstream_oauth_links'), [
      link('admin', '0f1e', '01'),
      link('gone', 'g0ne', '04'),
    ]);
  });

  await t.test('user_registration_tokens', async () => {
    const createdAt = 1_769_860_800_000;
    const token = (name: string, special: object) => ({
      user_registration_token_id: id(createdAt, `user_registration_token ${name}`),
      token: name,
      usage_limit: null,
      times_used: '0',
      created_at: '2026-01-31 12:00:00+00',
      expires_at: null,
      ...special,
    });
    assert.deepEqual(
      [...(await copiedRows(plan, source, 'user_registration_tokens'))].sort((a, b) =>
        String(a.token) < String(b.token) ? -1 : 1,
      ),
      [
        token('limited', { usage_limit: '5', times_used: '2', expires_at: '2030-03-17 17:46:40.123+00' }),
        token('unlimited', {}),
      ],
    );
  });

  await t.test('who can log in by what', () => {
    // Active: admin and bob have a password, admin a provider that is mapped too, bob one that is not.
    const { password, provider, both, none, providers } = plan.logins;
    assert.deepEqual(
      { password, provider, both, none, providers: providers.map(({ synapseIdpId, users }) => [synapseIdpId, users]) },
      {
        password: 3,
        provider: 0,
        both: 1,
        none: 2,
        providers: [
          ['oidc-other', 0],
          ['oidc-mapped', 2],
        ],
      },
    );
  });
});

test('the rows of users, for MAS 0.11', async (t) => {
  const pair = await createPair(t, { mas: '0.11' });
  const source = pair.synapse.client;
  await insertEveryKind(source);
  const { plan } = await planFor(t, pair, { masYaml: providersYaml('oidc-mapped') });
  const id = (milliseconds: number, key: string) => expectedId(plan.seed, milliseconds, key);

  const users = await copiedRows(plan, source, 'users');
  assert.deepEqual(copyStepOf(plan, 'users').columns, [
    'user_id',
    'username',
    'created_at',
    'primary_user_email_id',
    'locked_at',
    'can_request_admin',
  ]);
  assert.deepEqual(
    users.map(({ username, primary_user_email_id, locked_at }) => [username, primary_user_email_id, locked_at]),
    [
      ['admin', id(1_505_000_000_001, 'user_email first@example.com'), null],
      ['bob', null, null],
      ['locked', null, '2017-07-14 02:40:03+00'],
      // This MAS knows no deactivated users, so at least nobody can log in.
      ['gone', id(1_506_000_000_000, 'user_email gone@example.com'), '2017-07-14 02:40:04+00'],
      ['1001', null, null],
      ['passwordless', null, null],
      ['emptypassword', null, null],
      ['rita', null, null],
    ],
  );
  const emails = await copiedRows(plan, source, 'user_emails');
  assert.deepEqual(
    emails.map(({ email, confirmed_at }) => [email, confirmed_at]),
    [
      ['first@example.com', '2017-09-09 23:33:20+00'],
      ['gone@example.com', '2017-09-21 13:20:00+00'],
      ['second@example.com', '2017-11-06 20:26:40+00'],
    ],
  );
  assert.deepEqual(
    plan.steps.flatMap((step) => (step.kind === 'copy' ? [step.table] : [])),
    [
      'users',
      'user_passwords',
      'user_emails',
      'upstream_oauth_links',
      'compat_sessions',
      'compat_access_tokens',
      'compat_refresh_tokens',
    ],
  );
});
