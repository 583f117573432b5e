import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlanError } from '../../src/support/errors.ts';
import { changeStep, onStep, planExample, problemsOf, receiptsIn, slowly } from './planned-example.ts';

test('an interruption at any step leaves everything as it was', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  for (const { id, kind } of example.plan.steps) {
    if (kind !== 'sql' && kind !== 'copy') continue;
    const interrupt = new AbortController();
    const { log } = onStep(id, () => interrupt.abort());
    const failure = await example.apply({ log, signal: interrupt.signal }).catch((error: unknown) => error);
    assert.ok(failure instanceof PlanError, id);
    assert.equal(failure.exitCode, 130, id);
    assert.deepEqual(await example.world(), before, id);
    const last = receiptsIn(example.cwd).at(-1);
    assert.deepEqual([last?.outcome, last?.code], ['interrupted', 'INTERRUPTED']);
  }
  assert.equal((await example.apply()).receipt.outcome, 'applied');
});

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

test('an interruption while Synapse is still being counted ends that too', async (t) => {
  const example = await planExample(t);
  const slow = example.withPlan((plan) => ({
    ...plan,
    accounting: plan.accounting.map((entity) => ({ ...entity, sql: slowly(entity.sql) })),
  }));
  const interrupt = new AbortController();
  setTimeout(() => interrupt.abort(), 500);
  const [problem] = await problemsOf(slow.apply({ signal: interrupt.signal }));
  assert.equal(problem?.code, 'INTERRUPTED');
});

test('an interruption after the commit changes nothing: the files follow', async (t) => {
  const example = await planExample(t);
  const interrupt = new AbortController();
  const { log } = onStep('committed', () => interrupt.abort());
  const { receipt } = await example.apply({ log, signal: interrupt.signal });
  assert.equal(receipt.outcome, 'applied');
  assert.equal((await example.status()).state, 'applied');
});
