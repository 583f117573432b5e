import assert from 'node:assert/strict';
import { test } from 'node:test';
import { estimateFromRehearsal, type MeasuredRun } from '../../src/compile/estimate-from-rehearsal.ts';
import { copyStep, sqlStep } from '../apply/small-plan.ts';
import { examplePlan } from '../support/plan-builder.ts';

const digest = `sha256:${'0'.repeat(64)}`;
const measured = { receipt: digest, planId: digest, at: '2026-01-30T01:02:03Z', by: 'grace@host', databases: [] };

function plan() {
  const [entity] = examplePlan().accounting;
  assert.ok(entity);
  return {
    accounting: [{ ...entity, rows: 3_000 }],
    steps: [
      sqlStep('clear', 'TRUNCATE users'),
      copyStep({ rows: 2_000 }),
      copyStep({ id: 'copy/user_emails', table: 'user_emails', rows: 500 }),
      sqlStep('restore', 'SELECT 1'),
    ],
  };
}

test('each step is as long as it was measured, for as many rows as there are now', () => {
  const run: MeasuredRun = {
    measured,
    durationMs: 10_000,
    sourceRows: 1_500,
    steps: [
      { id: 'sql/clear', durationMs: 100 },
      { id: 'copy/users', rows: 1_000, durationMs: 4_000 },
      { id: 'copy/user_emails', rows: 250, durationMs: 900 },
      { id: 'sql/restore', durationMs: 3_000 },
    ],
  };
  assert.deepEqual(estimateFromRehearsal(run, plan()), {
    durationMs: 4_000 + 200 + 8_000 + 1_800 + 6_000,
    measured,
    parts: [
      { step: 'checks', durationMs: 4_000 },
      { step: 'sql/clear', durationMs: 200 },
      { step: 'copy/users', rows: 2_000, durationMs: 8_000 },
      { step: 'copy/user_emails', rows: 500, durationMs: 1_800 },
      { step: 'sql/restore', durationMs: 6_000 },
    ],
  });
});

test('a copy that was not measured is as fast as the others, and rows that were none say nothing', () => {
  const run: MeasuredRun = {
    measured,
    durationMs: 1_000,
    sourceRows: 0,
    steps: [{ id: 'copy/users', rows: 1_000, durationMs: 800 }],
  };
  const { parts } = estimateFromRehearsal(run, plan());
  assert.deepEqual(
    parts.map(({ step, durationMs }) => [step, durationMs]),
    [
      ['checks', 200],
      ['sql/clear', 0],
      ['copy/users', 1_600],
      ['copy/user_emails', 400],
      ['sql/restore', 0],
    ],
  );
  const nothing = estimateFromRehearsal({ ...run, steps: [{ id: 'copy/users', rows: 0, durationMs: 5 }] }, plan());
  assert.deepEqual(
    nothing.parts.map(({ durationMs }) => durationMs),
    [995, 0, 5, 0, 0],
  );
});
