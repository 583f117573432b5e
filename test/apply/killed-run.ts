import { existsSync, readFileSync } from 'node:fs';
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import { readPlanInputs } from '../../src/cli/plan-inputs.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { rollbackPlan } from '../../src/rollback/rollback-plan.ts';
import { silentLog } from '../../src/support/log.ts';

// Applies a plan, prepares it or rolls it back (`discard`: beyond the point of no return), and kills itself at the instant at which a step starts, or at `committed`: nothing of
// this program runs after that. The statement of the step is sent or not; the server goes on with it or not. Where the step is a number,
// it kills itself before that rename or removal of a file.
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
const { rename, rm } = files;
let changes = 0;
files.rename = async (from, to) => {
  await countChange();
  return rename(from, to);
};
files.rm = async (path, options) => {
  // What is not there is not removed, and the lock of the audit log is no file of the plan.
  if (existsSync(path) && !String(path).endsWith('.lock')) await countChange();
  return rm(path, options);
};
syncBuiltinESMExports();

async function countChange(): Promise<void> {
  changes += 1;
  if (String(changes) !== step) return;
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => {});
}

if (command === 'rollback') await rollbackPlan(run);
else if (command === 'discard') await rollbackPlan({ ...run, discard: { givenPlanId, unapproved: 'a test' } });
else
  await applyPlan({
    ...run,
    authorization: { givenPlanId, unapproved: 'a test' },
    rehearse: false,
    jobs: 2,
    phase: command === 'prepare' ? command : undefined,
  });
