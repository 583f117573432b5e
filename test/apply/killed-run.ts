import { readFileSync } from 'node:fs';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import { readPlanInputs } from '../../src/cli/plan-inputs.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { rollbackPlan } from '../../src/rollback/rollback-plan.ts';

// Applies a plan or rolls it back, and kills itself at the instant at which a step starts, or at `committed`: nothing of this program
// runs after that. The statement of the step is sent or not; the server goes on with it or not.
const [command, planPath = '', givenPlanId, step] = process.argv.slice(2);
const planBytes = readFileSync(planPath);
const inputs = readPlanInputs(readPlan(planBytes).plan, {}, { cwd: '/', env: {} });
const run = {
  planBytes,
  planPath,
  ...inputs,
  log: {
    info() {},
    warn() {},
    event(type: string, fields: Readonly<Record<string, unknown>>) {
      if (type === step) process.kill(process.pid, 'SIGKILL');
      // A moment later, so that the step is under way.
      if (type === 'step-started' && fields.step === step) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5);
    },
  },
  signal: new AbortController().signal,
  clock: () => new Date(),
  by: 'grace',
  toolVersion: '0.0.0',
};
if (command === 'apply') await applyPlan({ ...run, givenPlanId, rehearse: false });
else await rollbackPlan(run);
