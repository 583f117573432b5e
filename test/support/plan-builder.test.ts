import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPlanToRun } from '../../src/apply/guard/check-plan-to-run.ts';
import { schemaErrors } from '../../src/plan/read-plan.ts';
import { findContradictions } from '../../src/render/view/contradictions.ts';
import { examplePlan } from './plan-builder.ts';

test('the plan that reports are tried with is one that apply would run', async () => {
  assert.deepEqual(schemaErrors(examplePlan()), []);
  await checkPlanToRun(examplePlan());
  assert.deepEqual(findContradictions(examplePlan()), []);
  const kinds = new Set(examplePlan().steps.map((step) => (step.kind === 'sql' ? step.purpose : step.kind)));
  assert.equal(kinds.size, 5 + 4);
});
