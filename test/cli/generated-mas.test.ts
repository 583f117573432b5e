import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from 'pg';
import { parse } from 'yaml';
import { syncProviders } from '../../src/cli/demo/sync-providers.ts';
import { masSchemaErrors } from '../support/mas-schema.ts';
import { createExample, inputs } from './example.ts';
import { runInProcess } from './run-in-process.ts';

test('a MAS as it was generated is prepared, waits for its sync, is filled, and gets its bytes back', async (t) => {
  const { cwd, pair } = await createExample(t, { users: 60, isGenerated: true });
  const masYaml = join(cwd, 'mas.yaml');
  const files = ['homeserver.yaml', 'mas.yaml'].map((name) => join(cwd, name));
  const before = files.map((file) => readFileSync(file));
  const run = (...args: readonly string[]) => runInProcess(args, { cwd });
  const planned = await run('plan', ...inputs, '--out', 'plan.yaml');
  assert.equal(planned.exitCode, 11, planned.stderr);
  const plan = readFileSync(join(cwd, 'plan.yaml'), 'utf8');
  for (const secret of ['keycloak_example', 'github_example', 'smtp_example', 'pepper_example', 'shared_example'])
    assert.ok(!plan.includes(secret), secret);
  const [planId = ''] = /sha256:[0-9a-f]{64}/.exec(planned.stdout) ?? [];
  await Promise.all([pair.synapse.disconnect(), pair.mas.disconnect()]);

  // The files of the phase prepare are put in place; then apply sees that mas-cli config sync was not run.
  const early = await run('apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test');
  assert.equal(early.exitCode, 14, early.stderr);
  assert.match(early.stderr, /error STALE_TARGET: assert\/providers: [\s\S]*mas-cli config sync/);
  assert.match((await run('status', 'plan.yaml')).stdout, /prepared/i);
  const patched = readFileSync(masYaml, 'utf8');
  assert.deepEqual(masSchemaErrors(parse(patched)), []);
  for (const value of ['keycloak_example_only', 'github_example_only', 'smtp_example_only', 'Wq7!pepper_example_only'])
    assert.ok(patched.includes(`"${value}"`), value);

  const client = new Client({ connectionString: pair.mas.superuserUri });
  await client.connect();
  await syncProviders(client, masYaml);
  await client.end();
  const applied = await run('apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test');
  assert.equal(applied.exitCode, 0, applied.stderr);
  assert.equal((await run('verify', 'plan.yaml')).exitCode, 0);
  const back = await run('rollback', 'plan.yaml');
  assert.equal(back.exitCode, 0, back.stderr);
  assert.deepEqual(
    files.map((file) => readFileSync(file)),
    before,
  );
});
