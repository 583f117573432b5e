import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runInProcess } from '../cli/run-in-process.ts';
import { readAll } from '../odd/go-through.ts';
import { createEmptyDatabase, createServiceDatabase } from '../support/databases.ts';
import { masConfigYaml } from '../support/planned.ts';
import { startSynapse } from './real-synapse.ts';
import { writeSynapseConfig } from './synapse-config.ts';

test('what a Synapse of years ago wrote is planned at once, and applied with the release that comes in the outage', async (t) => {
  const python = process.env.TEST_OLDER_SYNAPSE_PYTHON;
  assert.ok(python, 'run this by node dist/test/run.js older-synapse');
  const database = await createEmptyDatabase(t);
  const mas = await createServiceDatabase(t, 'mas-1.22');
  const config = await writeSynapseConfig(t, { database, extra: options });
  const synapse = await startSynapse(t, config, [], python);
  await synapse.register('ada', 'a good password', { admin: true });
  await synapse.register('gone', 'soon to leave');
  const phone = await synapse.login('ada', 'a good password', { deviceId: 'PHONE', refreshable: true });
  assert.ok(phone.refreshToken !== undefined);
  const next = await synapse.refresh(phone.refreshToken);
  await synapse.whoami(next.accessToken);
  const laptop = await synapse.login('ada', 'a good password', { deviceId: 'LAPTOP', displayName: 'Laptop' });
  await synapse.login('gone', 'soon to leave', { deviceId: 'TABLET' });
  await synapse.request('POST', '/_synapse/admin/v1/deactivate/@gone:example.org', {
    accessToken: laptop.accessToken,
    body: { erase: false },
  });

  const cwd = config.directory;
  writeFileSync(join(cwd, 'mas.yaml'), masConfigYaml('example.org', mas));
  const run = (...args: readonly string[]) => runInProcess(args, { cwd });
  const inputs = ['--synapse-config', config.file, '--mas-config', 'mas.yaml'];
  const early = await run('plan', ...inputs, '--out', 'early.yaml');
  assert.equal(early.exitCode, 10, early.stderr);
  assert.match(early.stdout, /error versions\/synapse-too-old/);

  const planned = await run('plan', ...inputs, '--out', 'plan.yaml', '--synapse-version', '1.163.2');
  assert.equal(planned.exitCode, 11, planned.stdout + planned.stderr);
  const [planId = ''] = /sha256:[0-9a-f]{64}/.exec(planned.stdout) ?? [];
  await synapse.stop();
  await database.disconnect();
  await mas.disconnect();
  const applied = await run('apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test');
  assert.equal(applied.exitCode, 0, applied.stderr);
  assert.equal((await run('verify', 'plan.yaml')).exitCode, 0);

  const users = 'SELECT username, can_request_admin, deactivated_at IS NOT NULL AS gone FROM users ORDER BY username';
  assert.deepEqual(await readAll(mas.superuserUri, users), [
    { username: 'ada', can_request_admin: true, gone: false },
    { username: 'gone', can_request_admin: false, gone: true },
  ]);
  const tokens = `SELECT device_id, access_token, refresh_token FROM compat_sessions
    LEFT JOIN compat_access_tokens USING (compat_session_id)
    LEFT JOIN compat_refresh_tokens USING (compat_access_token_id) ORDER BY device_id`;
  assert.deepEqual(await readAll(mas.superuserUri, tokens), [
    { device_id: 'LAPTOP', access_token: laptop.accessToken, refresh_token: null },
    { device_id: 'PHONE', access_token: next.accessToken, refresh_token: next.refreshToken },
  ]);
  const hashes = await readAll<{ version: number }>(mas.superuserUri, 'SELECT version FROM user_passwords');
  assert.deepEqual(hashes, [{ version: 1 }]);
});

const options = `
public_baseurl: https://matrix.example.org/
refreshable_access_token_lifetime: 5m
`;
