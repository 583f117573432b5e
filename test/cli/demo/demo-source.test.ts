import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoSource } from '../../../src/cli/demo/write-example.ts';
import { createPair } from '../../support/databases.ts';

test('the source of the demo holds every kind of row and no blocker', async (t) => {
  const { synapse } = await createPair(t);
  await synapse.client.query(demoSource());
  for (const [what, from] of kinds) {
    const { rows } = await synapse.client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
    assert.ok((rows[0]?.count ?? 0) > 0, what);
  }
  for (const [what, from] of blockers) {
    const { rows } = await synapse.client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
    assert.equal(rows[0]?.count, 0, what);
  }
  const { rows } = await synapse.client.query<{ count: number }>('SELECT count(*)::int AS count FROM users');
  assert.equal(rows[0]?.count, 2400);
});

test('the source of the demo is the same each time, and can be made larger', async (t) => {
  const [one, two] = [await createPair(t), await createPair(t)];
  const digest = `SELECT md5(string_agg(line, ',' ORDER BY line COLLATE "C")) AS digest
                    FROM (SELECT users::text FROM users UNION ALL SELECT devices::text FROM devices UNION ALL SELECT access_tokens::text FROM access_tokens) AS lines (line)`;
  await one.synapse.client.query(demoSource());
  await two.synapse.client.query(`SET timezone = 'Asia/Tokyo'; SET datestyle = 'German'`);
  await two.synapse.client.query(demoSource());
  assert.deepEqual((await one.synapse.client.query(digest)).rows, (await two.synapse.client.query(digest)).rows);
  const large = await createPair(t);
  await large.synapse.client.query('SET demo.users = 5000');
  await large.synapse.client.query(demoSource());
  assert.deepEqual((await large.synapse.client.query('SELECT count(*)::int AS count FROM users')).rows, [
    { count: 5000 },
  ]);
});

const kinds = [
  ['admin', 'users WHERE admin = 1'],
  ['locked', 'users WHERE locked'],
  ['suspended', 'users WHERE suspended'],
  ['deactivated', 'users WHERE deactivated = 1'],
  ['guest', 'users WHERE is_guest = 1'],
  ['owned by an application service', 'users WHERE appservice_id IS NOT NULL'],
  [
    'active without a password',
    'users WHERE password_hash IS NULL AND deactivated = 0 AND is_guest = 0 AND appservice_id IS NULL',
  ],
  ['hidden device', 'devices WHERE hidden'],
  ['hidden unknown', 'devices WHERE hidden IS NULL'],
  ['guest device', `devices WHERE device_id = 'guest_device'`],
  [
    'device without a token',
    'devices AS d WHERE NOT hidden AND NOT EXISTS (SELECT FROM access_tokens AS a WHERE (a.user_id, a.device_id) = (d.user_id, d.device_id))',
  ],
  ['device never seen', 'devices WHERE NOT hidden AND last_seen IS NULL'],
  ['address -', `devices WHERE ip = '-'`],
  ['IPv6', `devices WHERE ip LIKE '2001:db8::%'`],
  ['no address at all', `devices WHERE ip LIKE 'unknown%' OR ip = ''`],
  ['token that expires', 'access_tokens WHERE valid_until_ms IS NOT NULL AND refresh_token_id IS NULL'],
  ['token never validated', 'access_tokens WHERE last_validated IS NULL'],
  ['puppeting token', 'access_tokens WHERE puppets_user_id IS NOT NULL'],
  ['token without a device', 'access_tokens WHERE device_id IS NULL AND puppets_user_id IS NULL'],
  [
    'token of a vanished device',
    'access_tokens AS a WHERE device_id IS NOT NULL AND NOT EXISTS (SELECT FROM devices AS d WHERE (a.user_id, a.device_id) = (d.user_id, d.device_id))',
  ],
  ['token of a deactivated user', 'access_tokens JOIN users ON name = user_id WHERE deactivated = 1'],
  ['token of an application service', 'access_tokens JOIN users ON name = user_id WHERE appservice_id IS NOT NULL'],
  [
    'refresh token without a successor',
    'refresh_tokens AS r JOIN access_tokens AS a ON a.refresh_token_id = r.id WHERE r.next_token_id IS NULL',
  ],
  [
    'refresh token whose successor is in use',
    'refresh_tokens AS r JOIN access_tokens AS a ON a.refresh_token_id = r.next_token_id WHERE a.used',
  ],
  [
    'refresh token whose successor waits',
    'refresh_tokens AS r JOIN access_tokens AS a ON a.refresh_token_id = r.next_token_id WHERE NOT a.used',
  ],
  [
    'refresh token without an access token',
    'refresh_tokens AS r WHERE NOT EXISTS (SELECT FROM access_tokens AS a WHERE a.refresh_token_id = r.id)',
  ],
  ['e-mail', `user_threepids WHERE medium = 'email'`],
  [
    'second e-mail',
    `(SELECT FROM user_threepids WHERE medium = 'email' GROUP BY user_id HAVING count(*) > 1) AS twice`,
  ],
  ['telephone', `user_threepids WHERE medium = 'msisdn'`],
  ['first provider', `user_external_ids WHERE auth_provider = 'oidc-keycloak'`],
  ['second provider', `user_external_ids WHERE auth_provider = 'oidc-github'`],
  ['registration token without an end', 'registration_tokens WHERE expiry_time IS NULL AND uses_allowed IS NULL'],
  ['registration token with an end', 'registration_tokens WHERE expiry_time IS NOT NULL AND uses_allowed IS NOT NULL'],
] as const;

const blockers = [
  ...['devices', 'access_tokens', 'refresh_tokens', 'user_threepids', 'user_external_ids'].map(
    (table) => [`${table} of nobody`, `${table} WHERE user_id NOT IN (SELECT name FROM users)`] as const,
  ),
  ['other domain or strange localpart', `users WHERE name !~ '^@[a-z0-9.=_/+-]+:example\\.org$'`],
  ['equal but for case', '(SELECT FROM users GROUP BY lower(name) HAVING count(*) > 1) AS twice'],
  ['unknown provider', `user_external_ids WHERE auth_provider NOT IN ('oidc-keycloak', 'oidc-github')`],
  [
    'active user with no way in',
    `users AS u WHERE password_hash IS NULL AND deactivated = 0 AND is_guest = 0 AND appservice_id IS NULL
     AND NOT EXISTS (SELECT FROM user_external_ids AS e WHERE e.user_id = u.name)`,
  ],
  ['pending background update', 'background_updates'],
] as const;
