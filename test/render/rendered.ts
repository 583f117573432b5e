import type { Plan } from '../../src/plan/types.gen.ts';
import { type PlanFormat, renderPlan } from '../../src/render/render-plan.ts';
import { readTemplates } from '../../src/support/read-templates.ts';
import { examplePlan } from '../support/plan-builder.ts';

export const planId = `sha256:${'ab'.repeat(32)}`;
const { templates } = readTemplates();

/** A report of a plan, of the example when none is given. */
export function render(format: PlanFormat, plan: Plan = examplePlan()): string {
  return renderPlan(format, plan, { planId, templates });
}

/** The example, with a text put after each of its texts that is free to be anything. */
export function planFullOf(text: string): Plan {
  return examplePlan(
    JSON.parse(
      JSON.stringify(examplePlan(), (key, value) =>
        typeof value === 'string' && !fixed.has(key) ? value + text : value,
      ),
    ) as Plan,
  );
}

const fixed = new Set([
  'runs',
  'verdict',
  'msc4190',
  'kind',
  'phase',
  'severity',
  'purpose',
  'formatVersion',
  'database',
]);
