import { readFileSync } from 'node:fs';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import { readPlanInputs } from '../../src/cli/plan-inputs.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { rollbackPlan } from '../../src/rollback/rollback-plan.ts';
import { silentLog } from '../../src/support/log.ts';

// Applies a plan, prepares it or rolls it back (`discard`: beyond the point of no return), and kills itself at the instant at which a step starts, or at `committed`: nothing of
// this program runs after that. The statement of the step is sent or not; the server goes on with it or not.
const [command, planPath = '', givenPlanId, step] = process.argv.slice(2);
const planBytes = readFileSync(planPath);
const inputs = readPlanInputs(readPlan(planBytes).plan, {}, { cwd: '/', env: {} });
const run = {
  planBytes,
  planPath,
  readInputs: () => inputs,
  log: {
    ...silentLog,
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
if (command === 'rollback') await rollbackPlan(run);
else if (command === 'discard') await rollbackPlan({ ...run, discard: { givenPlanId, unapproved: 'a test' } });
else
  await applyPlan({
    ...run,
    authorization: { givenPlanId, unapproved: 'a test' },
    rehearse: false,
    jobs: 2,
    phase: undefined,
  });
