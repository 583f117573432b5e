import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from 'pg';
import { syncProviders } from '../src/cli/demo/sync-providers.ts';
import { demoApprover, writeDemoKey } from '../src/cli/demo/write-demo-key.ts';
import { createExample, inputs } from './cli/example.ts';
import { type CliAnswer, runInProcess } from './cli/run-in-process.ts';

test('no secret of a configuration or a row reaches a plan, a report, a log, an error or a receipt', async (t) => {
  const { cwd, pair } = await createExample(t, { users: 120 });
  await syncProviders(pair.mas.client, join(cwd, 'mas.yaml'));
  const secrets = [
    ...planted(readFileSync(join(cwd, 'homeserver.yaml'), 'utf8')),
    ...planted(readFileSync(join(cwd, 'mas.yaml'), 'utf8')),
    ...[pair.synapse.password, pair.mas.password],
    ...writeKey(cwd),
    ...(await column('SELECT token FROM access_tokens UNION ALL SELECT token FROM refresh_tokens')),
    ...(await column("SELECT password_hash FROM users WHERE password_hash <> ''")),
    ...(await column('SELECT token FROM registration_tokens')),
  ].filter((secret) => secret.length > 6);
  assert.ok(secrets.length > 300, 'there are secrets to look for');
  for (const database of [pair.synapse, pair.mas]) await database.disconnect();

  const known = new Set(readdirSync(cwd, { recursive: true, encoding: 'utf8' }));
  const answers: CliAnswer[] = [];
  const run = async (...args: readonly string[]) => {
    const answer = await runInProcess(args, { cwd });
    answers.push(answer);
    return answer;
  };
  const planned = await run('plan', ...inputs, '--out', 'plan.yaml', '--well-known', 'client');
  const [planId = ''] = /sha256:[0-9a-f]{64}/.exec(planned.stdout) ?? [];
  await run('check', ...inputs, '--log-format', 'json');
  const approve = ['approve', 'plan.yaml', '--as', demoApprover, '--key', 'approver-key', '--plan-id', planId];
  assert.equal((await run(...approve)).exitCode, 0);
  assert.equal((await run(...approve.slice(0, -1), 'sha256:1', '--as', 'eve')).exitCode, 13);
  for (const format of ['text', 'markdown', 'html', 'json', 'sql', 'sarif'])
    await run('show', 'plan.yaml', '--format', format);
  assert.equal(
    (await run('apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test', '--log-format', 'json')).exitCode,
    0,
  );
  assert.equal((await run('verify', 'plan.yaml')).exitCode, 0);
  await run('status', 'plan.yaml');
  // What fails speaks the most.
  const mas = new Client({ connectionString: pair.mas.uri });
  await mas.connect();
  await mas.query(
    "UPDATE compat_access_tokens SET access_token = access_token || 'x'; UPDATE users SET username = username || 1",
  );
  await mas.end();
  assert.equal((await run('verify', 'plan.yaml')).exitCode, 18);
  assert.equal((await run('rollback', 'plan.yaml')).exitCode, 14);
  const homeserver = readFileSync(join(cwd, 'homeserver.yaml'), 'utf8');
  writeFileSync(join(cwd, 'homeserver.yaml'), `${homeserver}\nbroken: [macaroon_secret_key: {`);
  assert.equal((await run('check', ...inputs)).exitCode, 3);
  writeFileSync(
    join(cwd, 'homeserver.yaml'),
    homeserver.replace(pair.synapse.password, 'not_the_password_example_only'),
  );
  assert.equal((await run('check', ...inputs)).exitCode, 3);

  const written = readdirSync(cwd, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !known.has(name) && !/mas-shared-secret|before-mas/.test(name),
  );
  assert.ok(written.some((name) => name.includes('receipt')));
  const outputs = [
    ...answers.map(({ stdout, stderr }, index) => [`output of command ${index}`, stdout + stderr] as const),
    ...written.map((name) => [name, readFileSync(join(cwd, name), 'utf8')] as const),
  ];
  const leaks = outputs.flatMap(([name, text]) => secrets.filter((secret) => text.includes(secret)).map(() => name));
  assert.deepEqual(leaks, []);

  async function column(sql: string): Promise<readonly string[]> {
    const { rows } = await pair.synapse.client.query<string[]>({ text: sql, rowMode: 'array' });
    return rows.flat();
  }
});

/** A key to approve with; the lines of its private half. */
function writeKey(cwd: string): readonly string[] {
  const { keyFile } = writeDemoKey(cwd);
  return readFileSync(join(cwd, keyFile), 'utf8').split('\n').slice(2, -2);
}

/** In the example every secret ends in the same words. */
function planted(yaml: string): readonly string[] {
  return yaml.match(/[^\s"']+_example_only/g) ?? [];
}
