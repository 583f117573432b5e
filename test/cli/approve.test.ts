import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readSignedApproval } from '../../src/approve/read-signed-approval.ts';
import type { Statement } from '../../src/approve/statement.ts';
import { planIdOf } from '../../src/plan/plan-id.ts';
import { writePlan } from '../../src/plan/write-plan.ts';
import { changeStep } from '../apply/planned-example.ts';
import { makeRealKey } from '../approve/ssh/ssh-keygen.ts';
import { examplePlan } from '../support/plan-builder.ts';
import { temporaryFolder } from './example.ts';
import { type CliAnswer, problemsIn, runInProcess } from './run-in-process.ts';

interface Desk {
  readonly cwd: string;
  readonly planId: string;
  approve(args: readonly string[], ask?: (question: string) => Promise<string>): Promise<CliAnswer>;
}

/** A folder with plan.yaml and a key. */
function desk(t: TestContext, plan = examplePlan()): Desk {
  const cwd = temporaryFolder(t);
  const bytes = Buffer.from(writePlan(plan));
  writeFileSync(join(cwd, 'plan.yaml'), bytes);
  makeRealKey(cwd, 'key', ['-t', 'ed25519']);
  const approve: Desk['approve'] = (args, ask) => {
    const line = ['approve', 'plan.yaml', '--as', 'ada@example.org', '--key', 'key', ...args];
    return runInProcess(line, { cwd, env: { PATH: process.env.PATH ?? '' }, ...(ask ? { ask } : {}) });
  };
  return { cwd, planId: planIdOf(bytes), approve };
}

const file = 'plan.yaml.ada@example.org.approval.json';

function approvals(cwd: string): readonly string[] {
  return readdirSync(cwd)
    .filter((name) => name.includes('approval'))
    .sort();
}

test('on a terminal approve shows the summary, asks for the first characters of the id, and signs', async (t) => {
  const { cwd, planId, approve } = desk(t);
  const questions: string[] = [];
  const { exitCode, stdout, stderr } = await approve(['--comment', 'Fine.', '--role', 'security'], async (question) => {
    questions.push(question);
    return ` ${planId.slice('sha256:'.length, 'sha256:'.length + 8).toUpperCase()} `;
  });
  assert.equal(exitCode, 0, stderr);
  assert.match(questions.join(), /type the first 8 characters of the plan id/);
  assert.ok(stdout.includes(`Plan id: ${planId}`) && stdout.includes('warning synapse/enable-registration'));
  assert.ok(stdout.includes(`Approval: ${join(cwd, file)}`));
  assert.match(stdout, /^Approved by ada@example\.org with the key SHA256:\S{43}$/m);
  const approval = readSignedApproval({ path: file, bytes: readFileSync(join(cwd, file)) });
  assert.ok('predicate' in approval);
  const expected: Statement['predicate'] = {
    identity: 'ada@example.org',
    role: 'security',
    comment: 'Fine.',
    time: '2026-01-31T12:00:00.500Z',
    target: { serverName: 'example.org', systemIdentifier: '1', oid: 1, database: 'mas' },
    findings: [
      { id: 'data/orphan-rows', severity: 'error', count: 2, acceptedBy: 'ada@example.org' },
      { id: 'synapse/enable-registration', severity: 'warning' },
      { id: 'target/unchecked-index', severity: 'warning' },
    ],
    tool: { name: 'syn2mas-plan', version: '0.1.0' },
  };
  assert.deepEqual([approval.planId, approval.predicate], [planId, expected]);
});

test('whoever types something else, or nothing, signs nothing', async (t) => {
  const { cwd, planId, approve } = desk(t);
  for (const typed of [
    '',
    'yes',
    planId.slice(7, 14),
    `x${planId.slice(7, 15)}`,
    'sha256:',
    `sha256:${'0'.repeat(64)}`,
  ]) {
    const answer = await approve([], async () => typed);
    assert.deepEqual([answer.exitCode, /error PLAN_ID_MISMATCH/.test(answer.stderr)], [13, true], typed);
  }
  // A program that reads the log is asked nothing, though there is a terminal.
  const json = await approve(['--log-format', 'json'], () => assert.fail('it asked'));
  assert.deepEqual([json.exitCode, problemsIn(json).map(({ code }) => code)], [13, ['PLAN_ID_MISSING']]);
  assert.deepEqual(approvals(cwd), []);
});

test('without a terminal it wants the whole id', async (t) => {
  const { cwd, planId, approve } = desk(t);
  for (const [args, code] of [
    [[], 'PLAN_ID_MISSING'],
    [['--plan-id', planId.slice(0, 20)], 'PLAN_ID_MISMATCH'],
    [['--plan-id', `sha256:${'0'.repeat(64)}`], 'PLAN_ID_MISMATCH'],
  ] as const) {
    const answer = await approve([...args, '--log-format', 'json']);
    assert.deepEqual([answer.exitCode, problemsIn(answer).map((problem) => problem.code)], [13, [code]]);
  }
  assert.deepEqual(approvals(cwd), []);
  assert.equal((await approve(['--plan-id', planId])).exitCode, 0);
  assert.deepEqual(approvals(cwd), [file]);
});

test('no approval is written over another', async (t) => {
  const { cwd, planId, approve } = desk(t);
  await approve(['--plan-id', planId]);
  const first = readFileSync(join(cwd, file), 'utf8');
  const again = await approve(['--plan-id', planId, '--comment', 'Once more.', '--log-format', 'json']);
  assert.deepEqual([again.exitCode, problemsIn(again).map(({ code }) => code)], [3, ['APPROVAL_EXISTS']]);
  assert.equal(readFileSync(join(cwd, file), 'utf8'), first);
  // An identity cannot leave the folder, and two never have one file.
  for (const identity of ['../eve', '%2E%2E%2Feve', 'Zoë']) {
    assert.equal((await approve(['--plan-id', planId, '--as', identity])).exitCode, 0, identity);
  }
  assert.deepEqual(
    approvals(cwd).filter((name) => name !== file),
    [
      'plan.yaml.%252E%252E%252Feve.approval.json',
      'plan.yaml...%2Feve.approval.json',
      'plan.yaml.Zo%C3%AB.approval.json',
    ],
  );
});

test('what apply would refuse cannot be approved', async (t) => {
  const { cwd, planId, approve } = desk(t, examplePlan({ errored: true }));
  const answer = await approve(['--plan-id', planId, '--log-format', 'json']);
  assert.deepEqual([answer.exitCode, problemsIn(answer).map(({ code }) => code)], [12, ['PLAN_ERRORED']]);
  assert.deepEqual(approvals(cwd), []);
  const evil = desk(
    t,
    changeStep(examplePlan(), 'sql/analyze', () => 'DROP TABLE users;'),
  );
  const refused = await evil.approve(['--plan-id', evil.planId, '--log-format', 'json']);
  assert.deepEqual([refused.exitCode, problemsIn(refused).map(({ code }) => code)], [12, ['PLAN_SQL']]);
  assert.deepEqual(approvals(evil.cwd), []);
});

test('who made the plan is told that the approval will not count by itself', async (t) => {
  const { planId, approve } = desk(t);
  assert.doesNotMatch((await approve(['--plan-id', planId])).stderr, /allow-self-approval/);
  const own = await approve(['--plan-id', planId, '--as', examplePlan().created.by]);
  assert.deepEqual([own.exitCode, /counts only with apply --allow-self-approval/.test(own.stderr)], [0, true]);
});

test('what cannot be said in an approval is refused before anything is asked', async (t) => {
  const { cwd, planId, approve } = desk(t);
  const ask = (): never => assert.fail('it asked');
  for (const args of [
    ['--as', 'two words'],
    ['--as', ''],
    ['--as', '*@example.org'],
    ['--as', 'a,b'],
    ['--as', '!a'],
    ['--as', 'a\u001b[2J'],
    ['--as', 'x'.repeat(129)],
    ['--role', 'two words'],
    ['--comment', ' '],
    ['--comment', 'x'.repeat(4001)],
    ['--not-before', 'tomorrow'],
    ['--not-before', '2026-02-01T00:00:00'],
    ['--not-after', '2026-01-31T12:00:00Z'],
    ['--not-before', '2026-03-01T00:00:00Z', '--not-after', '2026-02-01T00:00:00Z'],
  ]) {
    const { exitCode, stderr } = await approve(args, ask);
    assert.deepEqual([exitCode, /error USAGE/.test(stderr)], [3, true], args.join(' '));
  }
  const unreadable = await approve(['--plan-id', planId, '--key', 'none', '--log-format', 'json']);
  assert.deepEqual([unreadable.exitCode, problemsIn(unreadable).map(({ code }) => code)], [3, ['FILE_UNREADABLE']]);
  assert.deepEqual(approvals(cwd), []);
  assert.ok(existsSync(join(cwd, 'plan.yaml')));
});
