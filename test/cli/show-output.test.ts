import assert from 'node:assert/strict';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { planIdOf } from '../../src/plan/plan-id.ts';
import { writePlan } from '../../src/plan/write-plan.ts';
import { schemaErrorsOf } from '../support/json-schemas.ts';
import { examplePlan } from '../support/plan-builder.ts';
import { type CliAnswer, problemsIn, runInProcess } from './run-in-process.ts';

function folderWithPlan(t: TestContext): {
  readonly cwd: string;
  readonly show: (...args: string[]) => Promise<CliAnswer>;
} {
  const cwd = mkdtempSync(join(tmpdir(), 'syn2mas-plan-test-'));
  t.after(() => rmSync(cwd, { recursive: true }));
  writeFileSync(join(cwd, 'plan.yaml'), writePlan(examplePlan()));
  return { cwd, show: (...args) => runInProcess(['--log-format', 'json', 'show', 'plan.yaml', ...args], { cwd }) };
}

test('several reports at once: files, a folder of SQL, and one to stdout', async (t) => {
  const { cwd, show } = folderWithPlan(t);
  const answer = await show(
    '--output',
    'html=a.html',
    '--output',
    'sql=sql/',
    '--output',
    'sql=a.sql',
    '--output',
    'json=-',
  );
  assert.equal(answer.exitCode, 0, answer.stderr);
  assert.equal(JSON.parse(answer.stdout).plan.formatVersion, examplePlan().formatVersion);
  assert.deepEqual(readdirSync(cwd).sort(), ['a.html', 'a.sql', 'plan.yaml', 'sql']);
  const names = ['10-prepare.sql', '20-cutover.sql', '30-finish.sql', '90-undo.sql'];
  assert.deepEqual(readdirSync(join(cwd, 'sql')).sort(), names);
  const parts = names.map((name) => readFileSync(join(cwd, 'sql', name), 'utf8'));
  const whole = readFileSync(join(cwd, 'a.sql'), 'utf8');
  for (const part of parts) assert.ok(whole.includes(part));
  // A folder that is there needs no slash.
  rmSync(join(cwd, 'sql', '30-finish.sql'));
  assert.equal((await show('--output', 'sql=sql')).exitCode, 0);
  assert.deepEqual(readdirSync(join(cwd, 'sql')).sort(), names);
});

for (const [what, prepare, args] of [
  ['the plan', () => {}, ['--output', 'text=plan.yaml']],
  ['the plan by another name', (cwd: string) => symlinkSync('plan.yaml', join(cwd, 'link')), ['--output', 'text=link']],
  [
    'the plan in its folder by another name',
    (cwd: string) => symlinkSync('.', join(cwd, 'd')),
    ['--output', 'html=d/plan.yaml'],
  ],
  ['one file twice', () => {}, ['--output', 'text=a', '--output', 'html=./a']],
  ['a file of the SQL folder', () => {}, ['--output', 'sql=s/', '--output', 'html=s/20-cutover.sql']],
  ['stdout twice', () => {}, ['--output', 'text=-', '--format', 'json']],
  ['a size without markdown', () => {}, ['--max-bytes', '65536']],
  ['a size that is too small', () => {}, ['--format', 'markdown', '--max-bytes', '4095']],
  ['a size that is no number', () => {}, ['--format', 'markdown', '--max-bytes', '64k']],
] as const) {
  test(`${what} is refused before anything is written`, async (t) => {
    const { cwd, show } = folderWithPlan(t);
    prepare(cwd);
    const before = readdirSync(cwd).sort();
    const plan = readFileSync(join(cwd, 'plan.yaml'), 'utf8');
    const answer = await show('--output', 'text=first.txt', ...args);
    assert.deepEqual([answer.exitCode, problemsIn(answer).map(({ code }) => code), answer.stdout], [3, ['USAGE'], '']);
    assert.deepEqual(readdirSync(cwd).sort(), before);
    assert.equal(readFileSync(join(cwd, 'plan.yaml'), 'utf8'), plan);
  });
}

test('a hard link of the plan is replaced, and the plan stays', async (t) => {
  const { cwd, show } = folderWithPlan(t);
  linkSync(join(cwd, 'plan.yaml'), join(cwd, 'other'));
  assert.equal((await show('--output', 'text=other')).exitCode, 0);
  assert.equal(readFileSync(join(cwd, 'plan.yaml'), 'utf8'), writePlan(examplePlan()));
});

test('a place that takes no file is told, and no other file is half written', async (t) => {
  const { cwd, show } = folderWithPlan(t);
  mkdirSync(join(cwd, 'folder'));
  for (const place of ['html=folder', 'html=missing/a', 'sql=plan.yaml/']) {
    const answer = await show('--output', place);
    assert.deepEqual([answer.exitCode, problemsIn(answer).map(({ code }) => code)], [3, ['FILE_UNWRITABLE']], place);
    assert.deepEqual(readdirSync(cwd).sort(), ['folder', 'plan.yaml']);
  }
});

test('markdown is shortened to the bytes that are given, and stdout is no exception', async (t) => {
  const { cwd, show } = folderWithPlan(t);
  const answer = await show('--format', 'markdown', '--output', 'markdown=a.md', '--max-bytes', '5000');
  assert.equal(answer.exitCode, 0);
  assert.ok(Buffer.byteLength(answer.stdout) <= 5000);
  assert.equal(readFileSync(join(cwd, 'a.md'), 'utf8'), answer.stdout);
});

test('receipts of this very plan are looked at, others and odd files are not; --no-receipts looks at none', async (t) => {
  const { cwd, show } = folderWithPlan(t);
  const planId = planIdOf(readFileSync(join(cwd, 'plan.yaml')));
  const receipt = {
    formatVersion: '1.0',
    command: 'rehearse',
    planId,
    run: '00000000-0000-4000-8000-000000000001',
    tool: { version: '0.0.0', node: '20.19.0' },
    databases: {},
    startedAt: '2026-01-01T00:00:00Z',
    endedAt: '2026-01-01T00:02:05Z',
    by: 'ada',
    outcome: 'rehearsed',
    steps: [],
    files: [],
  };
  assert.deepEqual(schemaErrorsOf('receipt', receipt), []);
  const write = (name: string, text: string): void => writeFileSync(join(cwd, `plan.yaml.receipt-${name}.json`), text);
  write('a', JSON.stringify({ ...receipt, planId: `sha256:${'0'.repeat(64)}` }));
  write('b', 'no JSON');
  write('c', JSON.stringify({ ...receipt, outcome: 'invented' }));
  mkdirSync(join(cwd, 'plan.yaml.receipt-d.json'));
  const alone = await show();
  assert.deepEqual([alone.exitCode, /so far/.test(alone.stdout)], [0, false]);
  write('e', JSON.stringify(receipt));
  const beside = await show();
  assert.match(beside.stdout, /A rehearsal took 2 min 5 s/);
  assert.equal((await show('--no-receipts')).stdout, alone.stdout);
});
