import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withRunClient } from '../../src/apply/run-databases.ts';
import { planExample } from './planned-example.ts';

test('a server notices soon that a run is gone, with its machine too', async (t) => {
  const { databases } = await planExample(t);
  const settings = await withRunClient(databases.mas, async (client) => {
    const { rows } = await client.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings
        WHERE name LIKE 'tcp_keepalives%' OR name = 'client_connection_check_interval' ORDER BY name`,
    );
    return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  });
  assert.deepEqual(settings, {
    client_connection_check_interval: '1000',
    tcp_keepalives_count: '5',
    tcp_keepalives_idle: '10',
    tcp_keepalives_interval: '10',
  });
});
