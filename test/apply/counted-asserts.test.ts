import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AssertStep, Plan } from '../../src/plan/types.gen.ts';
import { planExample, problemsOf } from './planned-example.ts';

const orphans = 'assert/data-orphan-rows';

/** The plan with another assert of rows without users. */
function withOrphans(change: (step: AssertStep) => AssertStep): (plan: Plan) => Plan {
  return (plan) => ({
    ...plan,
    steps: plan.steps.map((step) => (step.kind === 'assert' && step.id === orphans ? change(step) : step)),
  });
}

const alwaysFound = { sql: "SELECT 'devices' AS fact, 'none' AS planned, '1' AS found" };

test('what the accounting answers is asked only where it counts such rows', async (t) => {
  const example = await planExample(t);
  const { receipt } = await example.withPlan(withOrphans((step) => ({ ...step, ...alwaysFound }))).apply();
  assert.equal(receipt.outcome, 'applied');
});

test('an assert that no outcome of the accounting could bring up is asked before anything is written', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  const noOutcome = example.withPlan(withOrphans((step) => ({ ...step, ...alwaysFound, countedAs: [] })));
  const ofMas = example.withPlan(withOrphans((step) => ({ ...step, ...alwaysFound, database: 'mas' })));
  for (const [changed, code] of [
    [noOutcome, 'STALE_SOURCE'],
    [ofMas, 'STALE_TARGET'],
  ] as const) {
    const problems = await problemsOf(changed.apply());
    assert.deepEqual(
      problems.map((problem) => [problem.code, problem.message]),
      [[code, `${orphans}: devices: planned none, found 1.`]],
    );
  }
  assert.deepEqual(await example.world(), before);
});

test('a row that the accounting leaves out for a reason that the plan rules out takes everything back', async (t) => {
  const example = await planExample(t);
  await example.synapse.query(
    "INSERT INTO devices (user_id, device_id, hidden) VALUES ('@gone:example.org', 'PHONE', false)",
  );
  const before = await example.world();
  const [problem, ...others] = await problemsOf(example.apply());
  assert.deepEqual(others, []);
  assert.equal(problem?.code, 'STALE_SOURCE');
  assert.equal(
    problem.message,
    `${orphans}: devices: rows of users that do not exist: planned none, found 1 (@gone:example.org).`,
  );
  assert.deepEqual(await example.world(), before);
});
