import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { planIdOf } from '../../src/plan/plan-id.ts';
import { writePlan } from '../../src/plan/write-plan.ts';
import { shellWord } from '../../src/support/shell-word.ts';
import { makeRealKey } from '../approve/ssh/ssh-keygen.ts';
import { examplePlan } from '../support/plan-builder.ts';
import { temporaryFolder } from './example.ts';
import { programFile } from './run-child.ts';

/**
 * Runs approve on a terminal of its own (script, of util-linux) and types an answer to each question.
 * @param answers what the question says, and what is typed
 */
async function approveOnTerminal(
  cwd: string,
  answers: readonly (readonly [RegExp, string])[],
): Promise<{ readonly exitCode: number | null; readonly screen: string }> {
  const args = ['approve', 'plan.yaml', '--as', 'ada', '--key', 'key'];
  const line = [process.execPath, programFile, ...args].map(shellWord).join(' ');
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    cwd,
    env: { PATH: process.env.PATH, TERM: 'dumb', SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  let asked = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    screen += chunk.toString();
    const [question, answer] = answers[asked] ?? [];
    if (!question?.test(screen)) return;
    asked += 1;
    child.stdin.write(answer ?? '');
  });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  child.stdin.destroy();
  return { exitCode, screen };
}

function desk(t: TestContext, passphrase = ''): { readonly cwd: string; readonly first: string } {
  const cwd = temporaryFolder(t);
  const bytes = Buffer.from(writePlan(examplePlan()));
  writeFileSync(join(cwd, 'plan.yaml'), bytes);
  makeRealKey(cwd, 'key', ['-t', 'ed25519'], passphrase);
  return { cwd, first: planIdOf(bytes).slice('sha256:'.length, 'sha256:'.length + 8) };
}

function approvals(cwd: string): readonly string[] {
  return readdirSync(cwd).filter((name) => name.includes('approval'));
}

const question = /type the first 8 characters of the plan id/;

test('at a real terminal the first characters of the id are typed, and the passphrase to ssh-keygen', async (t) => {
  const { cwd, first } = desk(t, 'a passphrase');
  const { exitCode, screen } = await approveOnTerminal(cwd, [
    [question, `${first}\n`],
    [/Enter passphrase/, 'a passphrase\n'],
  ]);
  assert.equal(exitCode, 0, screen);
  assert.match(screen, /Plan id: sha256:[\s\S]*Approved by ada with the key SHA256:/);
  assert.ok(!screen.includes('a passphrase'));
  assert.deepEqual(approvals(cwd), ['plan.yaml.ada.approval.json']);
});

test('at a real terminal a wrong answer, Ctrl-C and the end of input approve nothing', async (t) => {
  const { cwd } = desk(t);
  for (const [typed, code] of [
    ['yes\n', 13],
    ['\u0003', 130],
    ['\u0004', 130],
  ] as const) {
    const { exitCode, screen } = await approveOnTerminal(cwd, [[question, typed]]);
    assert.equal(exitCode, code, screen);
  }
  assert.deepEqual(approvals(cwd), []);
});
