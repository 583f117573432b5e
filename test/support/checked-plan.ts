import assert from 'node:assert/strict';
import { readPlan } from '../../src/plan/read-plan.ts';
import type { Plan } from '../../src/plan/types.gen.ts';
import { writePlan } from '../../src/plan/write-plan.ts';

/** Asserts that the plan survives being written and read, which validates it against the schema. */
export function checkedPlan(plan: Plan): void {
  assert.deepEqual(readPlan(Buffer.from(writePlan(plan))).plan, JSON.parse(JSON.stringify(plan)));
}
