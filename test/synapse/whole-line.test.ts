import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from 'pg';
import { runInProcess } from '../cli/run-in-process.ts';
import { createEmptyDatabase, createServiceDatabase } from '../support/databases.ts';
import { bcryptYaml, masYaml } from './mas-yaml.ts';
import { configAccepted, startSynapse } from './real-synapse.ts';
import { writeSynapseConfig } from './synapse-config.ts';

test('what a real Synapse wrote is planned, applied and verified, and Synapse takes the patched homeserver.yaml', async (t) => {
  const database = await createEmptyDatabase(t);
  const mas = await createServiceDatabase(t, 'mas-1.22');
  const config = await writeSynapseConfig(t, { database, extra: options });
  const synapse = await startSynapse(t, config);
  await synapse.register('admin', 'sesame and more', { admin: true });
  await synapse.register('bob', "bob's words", {});
  await synapse.register('gone', 'soon to leave', {});
  const admin = await synapse.login('admin', 'sesame and more', { deviceId: 'LAPTOP', displayName: 'Admin’s laptop' });
  const old = await synapse.login('bob', "bob's words", { deviceId: 'OLD PHONE', refreshable: true });
  const fresh = await synapse.login('bob', "bob's words", { deviceId: 'PHONE', refreshable: true });
  assert.ok(old.refreshToken !== undefined && fresh.refreshToken !== undefined);
  const next = await synapse.refresh(old.refreshToken);
  await synapse.whoami(next.accessToken);
  await synapse.login('gone', 'soon to leave', { deviceId: 'TABLET' });
  const deactivate = { accessToken: admin.accessToken, body: { erase: false } };
  await synapse.request('POST', '/_synapse/admin/v1/deactivate/@gone:example.org', deactivate);
  const invitation = { accessToken: admin.accessToken, body: { token: 'welcome', uses_allowed: 3 } };
  await synapse.request('POST', '/_synapse/admin/v1/registration_tokens/new', invitation);

  const cwd = config.directory;
  writeFileSync(join(cwd, 'mas.yaml'), masYaml({ uri: mas.uri }) + schemes);
  const run = (...args: readonly string[]) => runInProcess(args, { cwd });
  // Planning needs no outage: Synapse runs.
  const planned = await run('plan', '--synapse-config', config.file, '--mas-config', 'mas.yaml', '--out', 'plan.yaml');
  assert.equal(planned.exitCode, 11, planned.stdout + planned.stderr);
  const [planId = ''] = /sha256:[0-9a-f]{64}/.exec(planned.stdout) ?? [];

  const early = await run('apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test');
  assert.equal(early.exitCode, 14, early.stderr);
  assert.match(early.stderr, /SERVICE_CONNECTED/);
  await synapse.stop();
  await mas.disconnect();
  await database.disconnect();
  const before = readFileSync(config.file);
  const applied = await run('apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test');
  assert.equal(applied.exitCode, 0, applied.stderr);
  assert.equal((await run('verify', 'plan.yaml')).exitCode, 0);

  const client = new Client({ connectionString: mas.uri });
  await client.connect();
  const read = async (sql: string): Promise<unknown[]> => (await client.query({ text: sql, rowMode: 'array' })).rows;
  assert.deepEqual(
    await read('SELECT username, can_request_admin, deactivated_at IS NOT NULL FROM users ORDER BY username'),
    [
      ['admin', true, false],
      ['bob', false, false],
      ['gone', false, true],
    ],
  );
  assert.deepEqual(
    await read(
      `SELECT u.username, s.device_id, s.human_name, s.is_synapse_admin, a.access_token, r.refresh_token
         FROM compat_sessions AS s JOIN users AS u USING (user_id) LEFT JOIN compat_access_tokens AS a USING (compat_session_id)
         LEFT JOIN compat_refresh_tokens AS r USING (compat_access_token_id) ORDER BY u.username, s.device_id`,
    ),
    [
      ['admin', 'LAPTOP', 'Admin’s laptop', true, admin.accessToken, null],
      ['bob', 'OLD PHONE', null, false, next.accessToken, next.refreshToken],
      ['bob', 'PHONE', null, false, fresh.accessToken, fresh.refreshToken],
    ],
  );
  assert.deepEqual(await read('SELECT token, usage_limit, times_used FROM user_registration_tokens'), [
    ['welcome', 3, 0],
  ]);
  await client.end();

  const answer = await configAccepted([config.file]);
  assert.ok(answer.ok, answer.output);
  assert.match(readFileSync(config.file, 'utf8'), /matrix_authentication_service:/);

  const back = await run('rollback', 'plan.yaml');
  assert.equal(back.exitCode, 0, back.stderr);
  assert.deepEqual(readFileSync(config.file), before);
});

/** Options that Synapse refuses beside MAS are among them. */
const options = `
public_baseurl: https://matrix.example.org/
refreshable_access_token_lifetime: 5m
refresh_token_lifetime: 24h
enable_registration: true
registration_requires_token: true
password_config:
  pepper: "a pepper"
`;

const schemes = `${bcryptYaml}      secret: a pepper
    - version: 2
      algorithm: argon2id
`;
