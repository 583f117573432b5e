import { authorize } from '../approve/authorize.ts';
import { checkUnspent } from '../approve/check-unspent.ts';
import { readPlan } from '../plan/read-plan.ts';
import { throwProblems } from '../support/errors.ts';
import type { AskedApply } from './apply-request.ts';
import { finishApplied } from './finish-applied.ts';
import { checkPlanToRun } from './guard/check-plan-to-run.ts';
import { findIdentityProblems } from './identity-problems.ts';
import { throwIfInterrupted } from './interruption.ts';
import { readJournal } from './journal.ts';
import { takeLock } from './lock.ts';
import { noteDatabase } from './note-database.ts';
import { prepareFiles } from './prepare-files.ts';
import { runCutover } from './run-cutover.ts';
import { withRunClient } from './run-databases.ts';
import { tellRight } from './tell-right.ts';
import { type RunResult, withReceipt } from './with-receipt.ts';

/**
 * Runs the bytes of a plan, or one phase of it. `prepare` puts files in place while services may run. `cutover` needs that done:
 * checks, then one transaction on MAS's database, then its files. Without a phase it is both, and stops where the steps between them
 * that people do are not done. Killed at any instant, it leaves MAS untouched or complete and each file as it was or as it shall be; run
 * again, it finishes or refuses. A plan that is applied already is left alone.
 * @throws PlanError with the codes of ../support/error-catalog.ts; what stale means is all told at once
 */
export async function applyPlan(request: AskedApply): Promise<RunResult> {
  const { plan, planId } = readPlan(request.planBytes);
  const { rehearse, clock } = request;
  return await withReceipt({ command: rehearse ? 'rehearse' : 'apply', planId }, request, async (recorder) => {
    const authorization = authorize(request.authorization, { plan, planId, rehearse, now: clock() });
    tellRight(authorization, plan, request);
    recorder.authorization = authorization;
    await checkPlanToRun(plan);
    const inputs = request.readInputs();
    return await withRunClient(inputs.databases.mas, async (mas) => {
      throwIfInterrupted(request.signal);
      throwProblems(await findIdentityProblems(mas, 'mas', plan));
      await noteDatabase(mas, 'mas', recorder);
      await takeLock(mas);
      const run = { ...request, ...inputs, authorization, recorder };
      const journal = await readJournal(mas);
      const last = journal.at(-1);
      if (last?.event === 'applied') return await finishApplied(last, plan, planId, run);
      checkUnspent(authorization, journal);
      if (request.phase !== 'cutover') await prepareFiles(mas, plan, run);
      if (request.phase === 'prepare') return request.rehearse ? 'rehearsed' : 'prepared';
      return await withRunClient(inputs.databases.synapse, (synapse) =>
        runCutover(plan, planId, { synapse, mas }, run),
      );
    });
  });
}
