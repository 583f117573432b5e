import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Client } from 'pg';
import { skipReasons } from '../../../src/compile/database/skip-reasons.ts';
import type { Plan } from '../../../src/plan/types.gen.ts';
import { createPair } from '../../support/databases.ts';
import { planFor, providersYaml } from '../../support/planned.ts';
import { source } from '../../support/synapse-rows.ts';
import { insertEveryKind } from './every-kind.ts';

/** Rows that no healthy Synapse holds, on top of one of every kind. */
async function insertEverything(client: Client): Promise<void> {
  await insertEveryKind(client);
  const rows = source(client, 'example.org');
  for (const [n, user] of ['@eve:elsewhere.example', '@co:lon:example.org', '@nobody:example.org'].entries()) {
    if (user !== '@nobody:example.org') rows.user(user);
    const of = { user_id: user };
    rows
      .email(`odd${n}@example.com`, of)
      .externalId('oidc-mapped', `odd${n}`, of)
      .device('ODD', of)
      .accessToken(`odd${n}`, { ...of, id: 100 + n })
      .refreshToken(`odd${n}`, { ...of, id: 100 + n });
  }
  rows.row('users', { name: null, password_hash: 'hash', creation_ts: 1 });
  rows.externalId('oauth-delegated', 'delegated', { user_id: '@admin:example.org' });
  await rows.insert();
}

function asTable({ accounting }: Plan): object {
  return Object.fromEntries(
    accounting.map(({ entity, rows, migrated, skipped }) => [
      entity,
      {
        rows,
        migrated: Object.fromEntries(migrated.map((part) => [part.table, part.rows])),
        skipped: Object.fromEntries(skipped.map((part) => [part.reason, part.rows])),
      },
    ]),
  );
}

const odd = { 'invalid-localpart': 1, 'other-domain': 1, 'unknown-user': 1 };

test('every row is migrated or skipped for a reason', async (t) => {
  const pair = await createPair(t);
  await insertEverything(pair.synapse.client);
  const { plan } = await planFor(t, pair, { masYaml: providersYaml('oidc-mapped') });
  assert.deepEqual(asTable(plan), {
    users: {
      rows: 12,
      migrated: { users: 8 },
      skipped: { 'appservice-owned': 1, 'invalid-localpart': 1, 'other-domain': 2 },
    },
    user_passwords: {
      rows: 12,
      migrated: { user_passwords: 4 },
      skipped: { 'appservice-owned': 1, 'invalid-localpart': 1, 'no-password': 4, 'other-domain': 2 },
    },
    user_threepids: {
      rows: 8,
      migrated: { user_emails: 3, user_unsupported_third_party_ids: 1 },
      skipped: { 'appservice-owned': 1, ...odd },
    },
    user_external_ids: {
      rows: 8,
      migrated: { upstream_oauth_links: 2 },
      skipped: { 'appservice-owned': 1, ...odd, 'oauth-delegated': 1, 'unmapped-provider': 1 },
    },
    devices: {
      rows: 24,
      migrated: { compat_sessions: 16 },
      skipped: {
        'appservice-owned': 1,
        'deactivated-user': 1,
        'guest-device': 1,
        'guest-user': 1,
        'hidden-device': 1,
        ...odd,
      },
    },
    deviceless_tokens: {
      rows: 5,
      migrated: { compat_sessions: 2 },
      skipped: { 'guest-user': 1, 'puppeting-token': 1, superseded: 1 },
    },
    access_tokens: {
      rows: 33,
      migrated: { compat_access_tokens: 14 },
      skipped: {
        'appservice-owned': 1,
        'deactivated-user': 2,
        'device-gone': 4,
        'guest-user': 2,
        ...odd,
        'puppeting-token': 3,
        superseded: 4,
      },
    },
    refresh_tokens: {
      rows: 18,
      migrated: { compat_refresh_tokens: 8 },
      skipped: { 'deactivated-user': 1, 'device-gone': 1, ...odd, 'no-access-token': 4, superseded: 1 },
    },
    registration_tokens: { rows: 2, migrated: { user_registration_tokens: 2 }, skipped: {} },
  });

  for (const { entity, rows, migrated, skipped, sql } of plan.accounting) {
    const parts = [...migrated, ...skipped].map((part) => part.rows);
    assert.equal(
      parts.reduce((sum, part) => sum + part, 0),
      rows,
      entity,
    );
    const again = await pair.synapse.client.query<{ outcome: string; rows: string }>(sql);
    assert.deepEqual(
      Object.fromEntries(again.rows.map((row) => [row.outcome, Number(row.rows)])),
      Object.fromEntries([
        ['total', rows],
        ...migrated.map((part) => [`migrated:${part.table}`, part.rows]),
        ...skipped.map((part) => [`skipped:${part.reason}`, part.rows]),
      ]),
    );
    for (const { reason, meaning } of skipped) assert.equal(meaning, skipReasons[reason]);
  }
  assert.deepEqual(plan.summary.tables, [
    { table: 'users', rows: 8 },
    { table: 'user_passwords', rows: 4 },
    { table: 'user_emails', rows: 3 },
    { table: 'user_unsupported_third_party_ids', rows: 1 },
    { table: 'upstream_oauth_links', rows: 2 },
    { table: 'compat_sessions', rows: 18 },
    { table: 'compat_access_tokens', rows: 14 },
    { table: 'compat_refresh_tokens', rows: 8 },
    { table: 'user_registration_tokens', rows: 2 },
  ]);
  assert.equal(plan.summary.rowsMigrated, 60);
  // Of source tables alone: passwords and tokens without a device are counted with their own rows already.
  assert.equal(plan.summary.rowsSkipped, 4 + 4 + 6 + 8 + 19 + 10);
});

test('MAS 0.11 has no place for some, and every reason that has a meaning occurs', async (t) => {
  const [pair, new_] = await Promise.all([createPair(t, { mas: '0.11' }), createPair(t)]);
  await insertEverything(pair.synapse.client);
  await insertEverything(new_.synapse.client);
  await source(new_.synapse.client, 'example.org').user('odd', { password_hash: 'pbkdf2' }).insert();
  const { plan } = await planFor(t, pair);
  const table = asTable(plan) as Record<string, { migrated: object; skipped: object }>;
  assert.deepEqual(table.user_threepids, {
    rows: 8,
    migrated: { user_emails: 3 },
    skipped: { 'appservice-owned': 1, ...odd, 'no-table-in-mas': 1 },
  });
  assert.deepEqual(table.registration_tokens, { rows: 2, migrated: {}, skipped: { 'no-table-in-mas': 2 } });
  assert.deepEqual(table.deviceless_tokens?.skipped, { 'guest-user': 1, 'no-device': 3, 'puppeting-token': 1 });
  assert.deepEqual(table.access_tokens?.migrated, { compat_access_tokens: 12 });
  assert.deepEqual(table.user_external_ids?.migrated, {});
  assert.deepEqual(table.user_external_ids?.skipped, {
    'appservice-owned': 1,
    ...odd,
    'oauth-delegated': 1,
    'unmapped-provider': 3,
  });
  const { plan: other } = await planFor(t, new_);
  await source(new_.synapse.client, 'example.org')
    .externalId('oidc-old', '0f1e', { user_id: '@admin:example.org' })
    .insert();
  const decisions = [
    '{ decision: map-links, provider: oidc-old, to: oidc-mapped',
    '{ decision: drop-links, provider: oidc-unmapped',
    ...['guests', 'other-domains', 'orphan-rows', 'invalid-localparts'].map((rows) => `{ decision: exclude-${rows}`),
  ];
  const accept = `decisions: [${decisions.map((text) => `${text}, upTo: 9, reason: So., by: ada }`).join(', ')}]`;
  const { plan: decided } = await planFor(t, new_, { accept, masYaml: providersYaml('oidc-mapped') });
  const reasons = [plan, other, decided].flatMap(({ accounting }) =>
    accounting.flatMap(({ skipped }) => skipped.map(({ reason }) => reason)),
  );
  assert.deepEqual([...new Set(reasons)].sort(), Object.keys(skipReasons).sort());
});
