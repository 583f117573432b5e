import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Step } from '../../src/plan/types.gen.ts';
import { formatDuration } from '../../src/render/format-duration.ts';
import { estimateOutage } from '../../src/render/view/estimate-outage.ts';
import { expectedSeconds } from '../../src/render/view/expected-seconds.ts';
import { measuredRates } from '../../src/render/view/measured-rates.ts';
import { outageAnswer } from '../../src/render/view/outage-answer.ts';
import { sqlStep } from '../apply/small-plan.ts';
import { examplePlan } from '../support/plan-builder.ts';

const rates = { origin: 'invented', copies: { users: 1000 }, others: 10, restore: 100, checks: 50, slower: 2 };

test('an estimate is rows by measured speed, each table by its own', () => {
  const { steps, accounting } = examplePlan();
  const small = examplePlan({
    steps: steps.map((step) => (step.kind === 'copy' ? { ...step, rows: 4000 } : step)),
    accounting: accounting.map((entry) => ({ ...entry, rows: 5000 })),
  });
  assert.deepEqual(estimateOutage(small, rates), [
    { what: 'checks and the accounting', rows: 5000, seconds: 100 },
    { what: 'users', rows: 4000, seconds: 4 },
    { what: 'constraints, indexes, statistics', rows: 4000, seconds: 40 },
  ]);
  const unknown = examplePlan({
    steps: small.steps.map((step) => (step.kind === 'copy' ? { ...step, table: 'constructor' } : step)),
  });
  assert.equal(estimateOutage(unknown, rates)[1]?.seconds, 400);
});

test('a restore is thought to take what the rows copied since the last one take', () => {
  const copy = examplePlan().steps.find((step) => step.kind === 'copy');
  assert.ok(copy);
  const steps = ['a', 'b', 'c'].map((table) => ({ ...copy, id: `copy/${table}`, table, rows: measuredRates.restore }));
  const [a, b, c] = steps;
  const restore = (id: string): Step => ({ ...sqlStep('restore', 'SELECT 1'), id });
  const plan = examplePlan({
    steps: [a, restore('restore/a'), b, c, restore('restore/c'), restore('restore/none')] as Step[],
  });
  const seconds = expectedSeconds(plan);
  assert.deepEqual(
    ['restore/a', 'restore/c', 'restore/none'].map((id) => seconds.get(id)),
    [1, 2, 0],
  );
});

test('the answer says from what it was computed, and what people do on top', () => {
  const text = JSON.stringify(outageAnswer(examplePlan()));
  assert.match(text, /1,234,567/);
  assert.match(text, /measured with 500,000 users/);
  assert.match(text, /apply --rehearse/);
  assert.match(text, /finish, operator\/start/);
  assert.doesNotMatch(text, /operator\/backup/);
});

test('durations are as exact as an estimate can be', () => {
  const durations = [0, 0.99, 1, 59.4, 59.6, 60, 61.4, 3569, 3570, 3600, 7500, 100_000].map(formatDuration);
  assert.deepEqual(durations, [
    'under 1 s',
    'under 1 s',
    '1 s',
    '59 s',
    '1 min',
    '1 min',
    '1 min 1 s',
    '59 min 29 s',
    '1 h',
    '1 h',
    '2 h 5 min',
    '27 h 47 min',
  ]);
});
