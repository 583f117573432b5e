import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writePlan } from '../../src/plan/write-plan.ts';
import { examplePlan } from '../support/plan-builder.ts';
import { problemsIn, runInProcess } from './run-in-process.ts';

test('the exit code and the text come from one value; plans with errors are compared too', async (t) => {
  const cwd = mkdtempSync(join(tmpdir(), 'syn2mas-plan-test-'));
  t.after(() => rmSync(cwd, { recursive: true }));
  writeFileSync(join(cwd, 'a.yaml'), writePlan(examplePlan()));
  writeFileSync(join(cwd, 'copy.yaml'), writePlan(examplePlan()));
  writeFileSync(join(cwd, 'b.yaml'), writePlan(examplePlan({ errored: true })));
  writeFileSync(join(cwd, 'rewritten.yaml'), `${writePlan(examplePlan())}\n`);
  for (const [other, exitCode, pattern] of [
    ['copy.yaml', 0, /Nothing differs/],
    ['b.yaml', 2, /1 difference\./],
    ['rewritten.yaml', 2, /in other bytes/],
  ] as const) {
    const strict = await runInProcess(['diff', 'a.yaml', other, '--exit-code'], { cwd });
    assert.deepEqual([strict.exitCode, strict.stderr], [exitCode, ''], other);
    assert.match(strict.stdout, pattern);
    const lenient = await runInProcess(['diff', 'a.yaml', other], { cwd });
    assert.deepEqual([lenient.exitCode, lenient.stdout], [0, strict.stdout], other);
    const json = await runInProcess(['diff', 'a.yaml', other, '--format', 'json'], { cwd });
    assert.equal(JSON.parse(json.stdout).same, exitCode === 0);
  }
});

test('what is wrong with either file is told at once', async (t) => {
  const cwd = mkdtempSync(join(tmpdir(), 'syn2mas-plan-test-'));
  t.after(() => rmSync(cwd, { recursive: true }));
  writeFileSync(join(cwd, 'b.yaml'), 'formatVersion: "9.0"\n');
  const answer = await runInProcess(['--log-format', 'json', 'diff', 'missing.yaml', 'b.yaml'], { cwd });
  assert.deepEqual(
    problemsIn(answer).map(({ code }) => code),
    ['FILE_UNREADABLE', 'PLAN_VERSION'],
  );
  assert.equal(answer.stdout, '');
});
