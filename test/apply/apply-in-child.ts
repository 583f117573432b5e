import { readFileSync } from 'node:fs';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import { readPlanInputs } from '../../src/cli/plan-inputs.ts';
import { readPlan } from '../../src/plan/read-plan.ts';

// Applies a plan in a process of its own, to be killed. Prints the steps as they start.
const [planPath = '', givenPlanId] = process.argv.slice(2);
const planBytes = readFileSync(planPath);
const { plan } = readPlan(planBytes);
await applyPlan({
  planBytes,
  planPath,
  givenPlanId,
  ...readPlanInputs(plan, {}, { cwd: '/', env: {} }),
  rehearse: false,
  log: {
    info() {},
    warn() {},
    event: (type, { step }) => process.stdout.write(`${type} ${step}\n`),
  },
  signal: new AbortController().signal,
  clock: () => new Date(),
  by: 'grace',
  toolVersion: '0.0.0',
});
