import { authorize } from '../approve/authorize.ts';
import { checkUnspent } from '../approve/check-unspent.ts';
import { readPlan } from '../plan/read-plan.ts';
import type { Phase, Plan } from '../plan/types.gen.ts';
import { exitCodes } from '../support/error-catalog.ts';
import { PlanError, planError, throwProblems } from '../support/errors.ts';
import { answeredFor } from './answered-for.ts';
import type { AskedApply } from './apply-request.ts';
import { finishApplied } from './finish-applied.ts';
import { checkPlanToRun } from './guard/check-plan-to-run.ts';
import { throwIfInterrupted } from './interruption.ts';
import { type JournalEntry, readJournal } from './journal.ts';
import { takeLock } from './lock.ts';
import { prepareFiles } from './prepare-files.ts';
import type { Receipt } from './receipt.ts';
import { type CutoverRequest, runCutover } from './run-cutover.ts';
import { withRunClient } from './run-databases.ts';
import { runFinish } from './run-finish.ts';
import { type RunSides, withRunSource } from './run-source.ts';
import { settleIdentity } from './settle-identity.ts';
import { tellOpenSteps } from './tell-open-steps.ts';
import { tellRight } from './tell-right.ts';
import { type RunResult, withReceipt } from './with-receipt.ts';

/**
 * Runs the bytes of a plan, or one phase of it. `prepare` puts files in place while services may run. `cutover` needs that done:
 * checks, then one transaction on MAS's database, then its files. `finish` asks the services that run again. Without a phase it is all
 * of them, up to the first whose guards do not hold, as where people have not done their steps. Killed at any instant, it leaves MAS untouched or complete and each file as it was or as it shall be; run
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
      throwProblems(await settleIdentity(mas, 'mas', plan, { ...request, recorder }));
      await takeLock(mas);
      const run = { ...request, ...inputs, authorization, recorder };
      const journal = await readJournal(mas);
      const last = journal.at(-1);
      const answer = (phase: Phase): void => {
        if (!rehearse) recorder.answeredFor = answeredFor(plan, phase, authorization, request.by);
      };
      const finish = async (outcome: Receipt['outcome']): Promise<Receipt['outcome']> => {
        if (rehearse || (request.phase ?? 'finish') !== 'finish') return outcome;
        await runFinish(plan, run);
        if (recorder.probes) answer('finish');
        return outcome;
      };
      if (last?.event === 'applied') return await finish(await finishApplied(last, plan, planId, run));
      if (request.phase === 'finish') throw notApplied(last);
      checkUnspent(authorization, journal);
      // A way back whose last file was not reached is over with it.
      if (last?.planId === planId) recorder.continues = last.run;
      if (request.phase !== 'cutover') await prepareFiles(mas, plan, run);
      answer('prepare');
      if (request.phase === 'prepare') return rehearse ? 'rehearsed' : 'prepared';
      const outcome = await withRunSource(inputs.databases, plan, (source) =>
        cutOver(plan, planId, { source, mas }, run),
      );
      answer('cutover');
      return await finish(outcome);
    });
  });
}

/** Where its guards do not hold, nothing of it has begun: what is missing is noted down, and the steps for people are told. */
async function cutOver(
  plan: Plan,
  planId: string,
  sides: RunSides,
  request: CutoverRequest,
): Promise<Receipt['outcome']> {
  const { recorder, log } = request;
  try {
    return await runCutover(plan, planId, sides, request);
  } catch (error) {
    if (error instanceof PlanError && error.exitCode === exitCodes.stale && recorder.steps.length === 0) {
      recorder.stoppedBefore = { phase: 'cutover', missing: error.problems.map(({ message }) => message) };
      tellOpenSteps(error.problems, plan, log);
    }
    throw error;
  }
}

function notApplied(last: JournalEntry | undefined): Error {
  const found = last === undefined ? 'nothing was applied to it' : `its last entry is ${last.event} of ${last.planId}`;
  return planError('NOT_APPLIED', `The phase finish comes after the cutover, and this plan is not applied: ${found}.`, {
    place: { database: 'mas' },
  });
}
