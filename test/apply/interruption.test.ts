import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlanError } from '../../src/support/errors.ts';
import { changeStep, onStep, planExample, problemsOf, receiptsIn, slowly } from './planned-example.ts';

for (const step of ['sql/lock', 'sql/clear', 'copy/users', 'copy/compat_sessions', 'sql/restore', 'sql/analyze']) {
  test(`an interruption at ${step} leaves everything as it was`, async (t) => {
    const example = await planExample(t);
    const before = await example.world();
    const interrupt = new AbortController();
    const { log } = onStep(step, () => interrupt.abort());
    const failure = await example.apply({ log, signal: interrupt.signal }).catch((error: unknown) => error);
    assert.ok(failure instanceof PlanError);
    assert.equal(failure.exitCode, 130);
    assert.deepEqual(await example.world(), before);
    assert.deepEqual(
      receiptsIn(example.cwd).map(({ outcome, code }) => [outcome, code]),
      [['interrupted', 'INTERRUPTED']],
    );
    assert.equal((await example.apply()).receipt.outcome, 'applied');
  });
}

test('an interruption ends a statement that would go on for hours', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  const slow = example.withPlan((plan) => changeStep(plan, 'copy/compat_sessions', slowly));
  const interrupt = new AbortController();
  const { log } = onStep('copy/compat_sessions', () => setTimeout(() => interrupt.abort(), 200));
  const [problem] = await problemsOf(slow.apply({ log, signal: interrupt.signal }));
  assert.equal(problem?.code, 'INTERRUPTED');
  assert.deepEqual(await example.world(), before);
  assert.equal((await example.apply()).receipt.outcome, 'applied');
});

test('an interruption while Synapse is still being checked ends that too', async (t) => {
  const example = await planExample(t);
  const slow = example.withPlan((plan) => ({
    ...plan,
    accounting: plan.accounting.map((entity, index) => (index === 0 ? { ...entity, sql: slowAccounting } : entity)),
  }));
  const interrupt = new AbortController();
  setTimeout(() => interrupt.abort(), 1000);
  const [problem] = await problemsOf(slow.apply({ signal: interrupt.signal }));
  assert.equal(problem?.code, 'INTERRUPTED');
});

const slowAccounting = slowly(`SELECT 'total' AS outcome, count(*) AS rows FROM users`);

test('an interruption after the commit changes nothing: the files follow', async (t) => {
  const example = await planExample(t);
  const interrupt = new AbortController();
  const file = example.plan.steps.find((step) => step.kind === 'file');
  assert.ok(file);
  const { receipt } = await example.apply({
    signal: interrupt.signal,
    // It is asked for the value while the files are staged; the signal comes after the last check before COMMIT at the latest.
    clock: (() => {
      const time = new Date('2026-02-01T03:04:05Z');
      return () => time;
    })(),
  });
  interrupt.abort();
  assert.equal(receipt.outcome, 'applied');
  assert.equal((await example.status()).state, 'applied');
});

test('killed in the middle of a copy, it leaves everything as it was, and the next apply works', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  const slow = example.withPlan((plan) => changeStep(plan, 'copy/compat_sessions', slowly));
  const planPath = join(example.cwd, 'plan.yaml');
  writeFileSync(planPath, slow.planBytes);
  const child = spawn(process.execPath, [new URL('apply-in-child.js', import.meta.url).pathname, planPath, slow.planId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const chunk of child.stdout) {
    if (String(chunk).includes('copy/compat_sessions')) break;
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
  const rest = await example.world();
  const staged = Object.keys(rest.files).filter((name) => !(name in before.files) && name !== 'plan.yaml');
  assert.deepEqual({ ...rest, files: undefined }, { ...before, files: undefined });
  for (const [name, text] of Object.entries(before.files)) assert.equal(rest.files[name], text);
  assert.equal((await example.status()).state, 'not-started');
  // The server notices within a second.
  await waitForEnd(example.mas);
  await waitForEnd(example.synapse);
  assert.equal((await example.apply()).receipt.outcome, 'applied');
  const after = await example.world();
  assert.deepEqual(
    staged.filter((name) => name in after.files && name.endsWith('.staged')),
    [],
  );
  await example.verify();
});

async function waitForEnd(client: { query(sql: string): Promise<{ rows: unknown[] }> }): Promise<void> {
  const sql = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'syn2mas-plan'`;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if ((await client.query(sql)).rows.length === 0) return;
    await sleep(100);
  }
  throw new Error('the server does not notice that apply is gone');
}
