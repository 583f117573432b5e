import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration } from '../../src/render/format-duration.ts';
import { estimateOutage } from '../../src/render/view/estimate-outage.ts';
import { outageAnswer } from '../../src/render/view/outage-answer.ts';
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

test('the answer says from what it was computed, and what people do on top', () => {
  const text = JSON.stringify(outageAnswer(examplePlan()));
  assert.match(text, /1,234,567/);
  assert.match(text, /measured with 100,000 users/);
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
