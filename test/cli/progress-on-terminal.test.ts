import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { escapeIdentifier } from 'pg';
import { shellWord } from '../../src/support/shell-word.ts';
import { changeStep, type PlannedExample, planExample, slowly } from '../apply/planned-example.ts';
import { logLines } from '../support/log-lines.ts';
import { screenOf } from '../support/screen.ts';
import { programFile, runChild } from './run-child.ts';

const unapproved = (planId: string) => ['--plan-id', planId, '--unapproved', 'A test.'];

function writePlan(example: PlannedExample): void {
  writeFileSync(join(example.cwd, 'plan.yaml'), example.planBytes);
}

/** Runs a command on a terminal of its own (script, of util-linux) and presses Ctrl-C once it shows this. */
async function interruptedOnTerminal(
  cwd: string,
  args: readonly string[],
  shows: RegExp,
): Promise<{ readonly exitCode: number | null; readonly before: string; readonly after: readonly string[] }> {
  const line = `stty cols 70; exec ${[process.execPath, programFile, ...args].map(shellWord).join(' ')}`;
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    cwd,
    env: { PATH: process.env.PATH, TERM: 'xterm', SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let written = '';
  let before = '';
  child.stdout.on('data', (chunk: Buffer) => {
    written += chunk.toString();
    if (before !== '' || !shows.test(screenOf(written).join('\n'))) return;
    before = screenOf(written).join('\n');
    child.stdin.write('\u0003');
  });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  child.stdin.destroy();
  return { exitCode, before, after: screenOf(written) };
}

test('a terminal shows where apply stands, and after Ctrl-C nothing of it', { timeout: 120_000 }, async (t) => {
  const example = await planExample(t);
  const slow = example.withPlan((plan) => changeStep(plan, 'copy/compat_sessions', slowly));
  writePlan(slow);
  const args = ['apply', 'plan.yaml', ...unapproved(slow.planId)];
  const { exitCode, before, after } = await interruptedOnTerminal(
    slow.cwd,
    args,
    /^copy\/compat_sessions .*[:,] [1-9] s/m,
  );
  assert.match(before, /^copy\/compat_sessions \(\d+ of \d+\): .*\n {2}all together \d+ s/m);
  assert.equal(exitCode, 130);
  assert.ok(after.every((line) => line.length < 70 || !line.includes('copy/compat_sessions')));
  assert.ok(!after.some((line) => /^copy\/compat_sessions \(|all together/.test(line)), after.join('\n'));
  assert.match(after.join('\n'), /^copy\/users: .*60 rows|^copy\/users: /m);
  assert.match(after.join('\n'), /Interrupted; the database and the files are as they were/);
});

test('a terminal shows which question check asks Synapse, and after Ctrl-C nothing of it', {
  timeout: 120_000,
}, async (t) => {
  const example = await planExample(t);
  // Whoever reads devices waits, for ten seconds at most; whoever only asks what the table is does not.
  await example.synapse.query('CREATE TABLE more_devices () INHERITS (devices)');
  await example.synapse.query(`ALTER TABLE more_devices OWNER TO ${escapeIdentifier(example.pair.synapse.user)}`);
  await example.synapse.query('BEGIN');
  await example.synapse.query('LOCK TABLE more_devices');
  t.after(() => example.synapse.query('ROLLBACK').catch(() => undefined));
  const args = ['check', '--synapse-config', 'homeserver.yaml', '--mas-config', 'mas.yaml'];
  const { exitCode, after } = await interruptedOnTerminal(example.cwd, args, /^Synapse is asked: .*[:,] [1-9] s/m);
  assert.equal(exitCode, 130, after.join('\n'));
  assert.ok(!after.some((line) => line.startsWith('Synapse is asked')), after.join('\n'));
  assert.match(after.join('\n'), /Interrupted; nothing was written/);
});

test('without a terminal a step that takes long is told of, in JSON with its numbers', {
  timeout: 120_000,
}, async (t) => {
  const example = await planExample(t);
  const blocked = example.withPlan((plan) => changeStep(plan, 'copy/compat_sessions', slowly));
  writePlan(blocked);
  // The server ends the copy, which would go on for ever, as soon as apply has told of it.
  const args = ['--log-format', 'json', 'apply', 'plan.yaml', ...unapproved(blocked.planId)];
  const child = runChild(args, { cwd: blocked.cwd });
  const cancel = setInterval(() => {
    void example.synapse
      .query(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND state = 'active' AND application_name = 'syn2mas-plan' AND now() - query_start > interval '7 s'`,
      )
      .catch(() => undefined);
  }, 200);
  const { exitCode, stderr } = await child;
  clearInterval(cancel);
  assert.equal(exitCode, 16);
  const told = logLines(stderr).filter(({ type }) => type === 'progress');
  assert.ok(told.length > 0, stderr);
  const last = told.at(-1) as unknown as Record<string, unknown>;
  assert.equal(last.step, 'copy/compat_sessions');
  const step = blocked.plan.steps.find(({ id }) => id === 'copy/compat_sessions');
  assert.equal(last.plannedRows, step?.kind === 'copy' ? step.rows : undefined);
  assert.ok(Number(last.elapsedMs) >= 4_500 && Number(last.totalElapsedMs) >= Number(last.elapsedMs));
});
