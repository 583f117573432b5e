import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readPlan } from '../../src/plan/read-plan.ts';
import { createExample, inputs } from './example.ts';
import { problemsIn, runInProcess } from './run-in-process.ts';

test('what is written to be filled in, and filled in, makes the warnings stop nobody; they stay visible', async (t) => {
  const { cwd } = await createExample(t, { users: 60 });
  const run = (...args: readonly string[]) => runInProcess(args, { cwd });
  const first = await run('check', ...inputs, '--write-acceptances', 'decisions.yaml');
  assert.equal(first.exitCode, 11);
  const file = join(cwd, 'decisions.yaml');
  const text = readFileSync(file, 'utf8');
  const ids = (parse(text) as { acceptances: { finding: string }[] }).acceptances.map(({ finding }) => finding);
  assert.ok(ids.length > 0 && ids.includes('synapse/session-lifetime'));

  // Empty reasons are none.
  const empty = await run('check', ...inputs, '--accept', 'decisions.yaml', '--log-format', 'json');
  assert.equal(empty.exitCode, 3);
  const problems = problemsIn(empty);
  assert.equal(problems.length, 2 * ids.length);
  assert.ok(problems.every(({ code }) => code === 'CONFIG_WRONG_TYPE'));

  writeFileSync(file, text.replaceAll('reason: ""', 'reason: Decided.').replaceAll('by: ""', 'by: ada'));
  assert.equal((await run('check', ...inputs, '--accept', 'decisions.yaml')).exitCode, 0);
  assert.equal((await run('plan', ...inputs, '--accept', 'decisions.yaml', '--out', 'plan.yaml')).exitCode, 0);
  const { plan } = readPlan(readFileSync(join(cwd, 'plan.yaml')));
  assert.equal(plan.summary.findings.warning, 0);
  assert.equal(plan.summary.findings.accepted, ids.length);
  for (const format of ['text', 'markdown', 'html', 'sarif']) {
    const shown = await run('show', 'plan.yaml', '--format', format);
    assert.match(shown.stdout, /synapse\/session-lifetime/);
    assert.match(shown.stdout, /Decided\./);
  }
});

test('an acceptance of what is not there any more is an error, told with its place', async (t) => {
  const { cwd } = await createExample(t, { users: 24 });
  writeFileSync(
    join(cwd, 'decisions.yaml'),
    'acceptances:\n  - finding: synapse/cas-config\n    upTo: 1\n    reason: Old.\n    by: ada\n',
  );
  const { exitCode, stdout } = await runInProcess(['check', ...inputs, '--accept', 'decisions.yaml'], { cwd });
  assert.equal(exitCode, 10);
  assert.match(stdout, /acceptance\/unused[\s\S]*decisions\.yaml:2/);
});

test('a file of acceptances that is wrong is told with all its places, and never with a stack trace', async (t) => {
  const { cwd } = await createExample(t, { users: 24 });
  const file = join(cwd, 'decisions.yaml');
  const ask = async (text: string) => {
    writeFileSync(file, text);
    return await runInProcess(['check', ...inputs, '--accept', 'decisions.yaml', '--log-format', 'json'], { cwd });
  };
  const wrong = await ask('acceptances:\n  - finding: x\n    upTo: none\n    reason: a\n    by: b\n    who: c\n');
  assert.equal(wrong.exitCode, 3);
  assert.deepEqual(
    problemsIn(wrong).map(({ place }) => place?.line),
    [2, 2, 3],
  );
  assert.deepEqual(
    problemsIn(await ask('acceptances: [')).map(({ code }) => code),
    ['CONFIG_YAML'],
  );
  assert.equal((await ask('')).exitCode, 3);
  assert.equal((await runInProcess(['check', ...inputs, '--accept', 'gone.yaml'], { cwd })).exitCode, 3);
});
