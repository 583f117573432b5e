import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createServiceDatabase } from './databases.ts';
import { creationSeconds, passwordHash, source } from './synapse-rows.ts';

test('rows hang on the user and the device that were named last', async (t) => {
  const { client } = await createServiceDatabase(t, 'synapse-1.163');
  await source(client, 'example.org')
    .user('alice', { admin: true, locked: true })
    .device('PHONE', { ip: '-' })
    .refreshToken('syr_1', { next: 'syr_2' })
    .accessToken('syt_1', { used: true })
    .refreshToken('syr_2')
    .accessToken('syt_2')
    .email('alice@example.org')
    .user('@bob:other.example', { password_hash: null })
    .accessToken('syt_3')
    .externalId('oidc-keycloak', 'b0b')
    .registrationToken('join', { uses_allowed: 5 })
    .insert();

  const read = async (sql: string): Promise<unknown[]> => (await client.query(sql)).rows;
  assert.deepEqual(await read('SELECT name, password_hash, creation_ts::int, admin, locked FROM users ORDER BY name'), [
    { name: '@alice:example.org', password_hash: passwordHash, creation_ts: creationSeconds, admin: 1, locked: true },
    { name: '@bob:other.example', password_hash: null, creation_ts: creationSeconds, admin: 0, locked: false },
  ]);
  assert.deepEqual(
    await read('SELECT id::int, user_id, device_id, token, next_token_id::int AS next FROM refresh_tokens ORDER BY id'),
    [
      { id: 1, user_id: '@alice:example.org', device_id: 'PHONE', token: 'syr_1', next: 2 },
      { id: 2, user_id: '@alice:example.org', device_id: 'PHONE', token: 'syr_2', next: null },
    ],
  );
  assert.deepEqual(
    await read(
      'SELECT id::int, user_id, device_id, refresh_token_id::int AS refresh, used FROM access_tokens ORDER BY id',
    ),
    [
      { id: 1, user_id: '@alice:example.org', device_id: 'PHONE', refresh: 1, used: true },
      { id: 2, user_id: '@alice:example.org', device_id: 'PHONE', refresh: 2, used: false },
      { id: 3, user_id: '@bob:other.example', device_id: null, refresh: null, used: false },
    ],
  );
  assert.deepEqual(await read('SELECT hidden, ip FROM devices'), [{ hidden: false, ip: '-' }]);
  assert.deepEqual(await read('SELECT user_id, address FROM user_threepids'), [
    { user_id: '@alice:example.org', address: 'alice@example.org' },
  ]);
  assert.deepEqual(await read('SELECT user_id, external_id FROM user_external_ids'), [
    { user_id: '@bob:other.example', external_id: 'b0b' },
  ]);
  assert.deepEqual(await read('SELECT uses_allowed, completed FROM registration_tokens'), [
    { uses_allowed: 5, completed: 0 },
  ]);
});
