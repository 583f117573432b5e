import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { freePort } from '../../../src/cli/demo/free-port.ts';
import { writePlan } from '../../../src/plan/write-plan.ts';
import { livePlan } from '../../probe/live-plan.ts';
import { createExample, inputs, temporaryFolder } from '../example.ts';
import { runInProcess } from '../run-in-process.ts';

test('only a plan that was applied is asked about', async (t) => {
  const { cwd, pair } = await createExample(t, { users: 10 });
  const run = (...args: readonly string[]) => runInProcess(args, { cwd });
  await run('plan', ...inputs, '--out', 'plan.yaml');
  await pair.mas.disconnect();
  const { stdout, stderr, exitCode } = await run('verify', 'plan.yaml', '--live');
  assert.deepEqual([stdout, exitCode], ['', 14], stderr);
  assert.match(stderr, /NOT_APPLIED/);
});

test('the report is one table, whatever failed; what failed is told with what to do', async (t) => {
  const { run, port } = await plannedFor(t);
  const { stdout, stderr, exitCode } = await run('--no-database', '--wait', '0', '--skip', 'well-known/client');
  assert.equal(exitCode, 18);
  assert.match(
    stdout,
    /^The services that run do not answer as the plan meant\.\n0 passed, 11 failed, 4 not asked\.\n/,
  );
  assert.match(stdout, /not asked {2}well-known\/client {9}It was left out \(--skip\)\./);
  assert.match(
    stdout,
    new RegExp(`FAILED {5}synapse/versions {10}http://127\\.0\\.0\\.1:${port}: nothing listens there\\.`),
  );
  assert.match(stderr, /LIVE_UNREACHABLE: .*\n {2}in http:.*\n {2}remedy: Start the service/);
  for (const line of stdout.split('\n')) assert.ok(line.length <= 100, line);
});

test('options that make no sense are refused before anything is asked', async (t) => {
  const { run, cwd } = await plannedFor(t);
  writeFileSync(join(cwd, 'tokens.yaml'), 'logins: []\n', { mode: 0o600 });
  writeFileSync(join(cwd, 'ca.pem'), 'nothing');
  for (const [options, message] of [
    [['--no-database', '--token-file', 'tokens.yaml'], /--token-file and --no-database exclude each other/],
    [['--no-database', '--skip', 'route/loign'], /there is no probe route\/loign/],
    [['--no-database', '--ca-file', 'ca.pem'], /holds no certificate in PEM/],
    [['--no-database', '--ca-file', 'none.pem'], /FILE_UNREADABLE/],
    [['--no-database', '--connect-to', 'example.org'], /It must be HOST/],
    [['--no-database', '--connect-to', 'example.org=::1'], /stands in brackets/],
    [['--no-database', '--timeout', '0'], /from 1 to 600/],
  ] as const) {
    const { stderr, exitCode } = await run(...options);
    assert.equal(exitCode, 3, options.join(' '));
    assert.match(stderr, message);
  }
  const { stderr, exitCode } = await runInProcess(
    ['verify', 'plan.yaml', '--token-file', 'tokens.yaml', '--wait', '3'],
    { cwd },
  );
  assert.equal(exitCode, 3);
  assert.match(stderr, /--token-file, --wait can be given with --live only/);
});

/** A plan whose services are nowhere. */
async function plannedFor(t: TestContext) {
  const cwd = temporaryFolder(t);
  const port = await freePort('127.0.0.1');
  writeFileSync(join(cwd, 'plan.yaml'), writePlan(livePlan(port)));
  return {
    cwd,
    port,
    run: (...args: readonly string[]) => runInProcess(['verify', 'plan.yaml', '--live', ...args], { cwd }),
  };
}
