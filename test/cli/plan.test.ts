import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { databaseDigest } from '../../src/cli/demo/database-digest.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { createPair } from '../support/databases.ts';
import { createExample, inputs, temporaryFolder } from './example.ts';
import { runInProcess } from './run-in-process.ts';

test('plan writes the plan and nothing else', async (t) => {
  const { cwd, pair } = await createExample(t);
  const before = readdirSync(cwd, { recursive: true, encoding: 'utf8' });
  const digests = await Promise.all([pair.synapse, pair.mas].map(({ client }) => databaseDigest(client)));
  const { exitCode, stdout } = await runInProcess(['plan', ...inputs, '--out', 'plan.yaml', '--detailed-exitcode'], {
    cwd,
  });
  assert.equal(exitCode, 11);
  assert.deepEqual(
    readdirSync(cwd, { recursive: true, encoding: 'utf8' }).filter((name) => !before.includes(name)),
    ['plan.yaml'],
  );
  assert.deepEqual(await Promise.all([pair.synapse, pair.mas].map(({ client }) => databaseDigest(client))), digests);
  const { plan, planId } = readPlan(readFileSync(join(cwd, 'plan.yaml')));
  assert.match(stdout, new RegExp(planId));
  assert.equal(plan.created.at, '2026-01-31T12:00:00Z');
  assert.equal(plan.errored, false);
  assert.equal(statSync(join(cwd, 'plan.yaml')).mode & 0o777, 0o644 & ~process.umask());
});

test('the same inputs give the same bytes, whenever and by whomever', async (t) => {
  const { cwd } = await createExample(t);
  const plan = async (
    name: string,
    now: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ) => {
    await runInProcess(['plan', ...inputs, '--out', name, '--created-by', 'ada', ...args], { cwd, now, env });
    return readFileSync(join(cwd, name), 'utf8');
  };
  const first = await plan('1.yaml', '2026-02-01T00:00:00Z', ['--created-at', '2026-01-31T13:00:00+01:00']);
  assert.equal(await plan('2.yaml', '2027-03-04T05:06:07Z', ['--created-at', '2026-01-31T12:00:00Z']), first);
  assert.equal(await plan('3.yaml', '2027-03-04T05:06:07Z', [], { SOURCE_DATE_EPOCH: '1769860800' }), first);
  assert.notEqual(await plan('4.yaml', '2027-03-04T05:06:07Z', []), first);
});

test('choices reach the plan', async (t) => {
  const { cwd } = await createExample(t, { users: 24 });
  const choices = [
    ...['--max-drift-percent', '5', '--max-drift-rows', '7', '--no-samples', '--well-known', 'client'],
    ...[
      '--secret-file',
      'secrets/mas',
      '--synapse-secret-path',
      '/run/secrets/mas',
      '--mas-endpoint',
      'http://mas:8080/',
    ],
  ];
  await runInProcess(['plan', ...inputs, '--out', 'plan.yaml', ...choices], { cwd });
  const { plan } = readPlan(readFileSync(join(cwd, 'plan.yaml')));
  assert.deepEqual(plan.choices, {
    maxDriftPercent: 5,
    maxDriftRows: 7,
    samples: false,
    wellKnown: join(cwd, 'client'),
    secretFile: join(cwd, 'secrets/mas'),
    synapseSecretPath: '/run/secrets/mas',
  });
  const homeserver = plan.steps.find((step) => step.kind === 'file' && step.path === join(cwd, 'homeserver.yaml'));
  assert.match(homeserver?.kind === 'file' ? homeserver.diff : '', /http:\/\/mas:8080\//);
});

test('a plan with errors is written, marked, and exits 10', async (t) => {
  const { cwd, pair } = await createExample(t, { users: 24 });
  await pair.synapse.client.query(
    `INSERT INTO users (name, creation_ts, admin, is_guest, deactivated) VALUES ('@eve:elsewhere.example', 1700000000, 0, 0, 0)`,
  );
  const { exitCode } = await runInProcess(['plan', ...inputs, '--out', 'plan.yaml'], { cwd });
  assert.equal(exitCode, 10);
  assert.equal(readPlan(readFileSync(join(cwd, 'plan.yaml'))).plan.errored, true);
  assert.equal((await runInProcess(['check', ...inputs], { cwd })).exitCode, 10);
  const json = await runInProcess(['check', ...inputs, '--format', 'json'], { cwd });
  assert.equal(json.exitCode, 10);
  assert.match(JSON.stringify(JSON.parse(json.stdout)), /@eve:elsewhere\.example/);
  assert.doesNotMatch((await runInProcess(['check', ...inputs, '--no-samples'], { cwd })).stdout, /@eve/);
});

test('without findings check exits 0, and plan says 2 only when asked whether there are changes', async (t) => {
  const { cwd, masYaml } = await quietExample(t);
  const args = ['--synapse-config', 'homeserver.yaml', '--mas-config', masYaml];
  assert.equal((await runInProcess(['check', ...args], { cwd })).exitCode, 0);
  assert.equal((await runInProcess(['plan', ...args, '--out', '1.yaml'], { cwd })).exitCode, 0);
  assert.equal((await runInProcess(['plan', ...args, '--out', '2.yaml', '--detailed-exitcode'], { cwd })).exitCode, 2);
  const fromEnvironment = ['check', '--synapse-config', 'homeserver.yaml'];
  assert.equal((await runInProcess(fromEnvironment, { cwd, env: { MAS_CONFIG: masYaml } })).exitCode, 0);
});

test('what was interrupted exits 130 and writes nothing', async (t) => {
  const cwd = temporaryFolder(t);
  writeFileSync(join(cwd, 'homeserver.yaml'), 'server_name: example.org\nreport_stats: false\n');
  writeFileSync(join(cwd, 'mas.yaml'), '{}\n');
  const signal = AbortSignal.abort();
  const { exitCode, stderr } = await runInProcess(['plan', ...inputs, '--out', 'plan.yaml'], { cwd, signal });
  assert.equal(exitCode, 130);
  assert.match(stderr, /INTERRUPTED/);
  assert.ok(!readdirSync(cwd).includes('plan.yaml'));
});

/** Nobody to move, and nothing in either configuration that would have to be said. */
async function quietExample(t: TestContext): Promise<{ readonly cwd: string; readonly masYaml: string }> {
  const { synapse, mas } = await createPair(t);
  const cwd = temporaryFolder(t);
  writeFileSync(
    join(cwd, 'homeserver.yaml'),
    `server_name: example.org
report_stats: false
public_baseurl: https://matrix.example.org/
password_config:
  enabled: false
database:
  name: psycopg2
  args: { host: ${synapse.host}, port: ${synapse.port}, user: ${synapse.user}, password: ${synapse.password}, dbname: ${synapse.database} }
`,
  );
  writeFileSync(
    join(cwd, 'mas.yaml'),
    `http:
  public_base: https://account.example.org/
  listeners:
    - name: web
      resources: [{ name: discovery }, { name: human }, { name: oauth }, { name: compat }, { name: graphql }, { name: assets }]
      binds: [{ address: "127.0.0.1:8080" }]
database: { uri: "${mas.uri}" }
matrix: { kind: synapse, homeserver: example.org, endpoint: "http://127.0.0.1:8008/", secret: example }
secrets: { encryption: "0000111122223333444455556666777788889999aaaabbbbccccddddeeeeffff", keys_dir: keys }
passwords: { enabled: false }
`,
  );
  return { cwd, masYaml: 'mas.yaml' };
}
