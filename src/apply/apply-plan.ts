import type { Client } from 'pg';
import { readPlan } from '../plan/read-plan.ts';
import type { Plan } from '../plan/types.gen.ts';
import { throwProblems } from '../support/errors.ts';
import { withReadOnlySnapshot } from '../support/postgres/read-only-transaction.ts';
import type { ApplyRequest } from './apply-request.ts';
import { cancelOnAbort } from './cancel-on-abort.ts';
import { checkPlanId } from './check-plan-id.ts';
import { findFileProblems, findSourceProblems, findTargetProblems } from './check-stale.ts';
import { findConnectedServices } from './connected-services.ts';
import { readFileStates } from './files/file-states.ts';
import { finishApplied } from './finish-applied.ts';
import { checkPlanToRun } from './guard/check-plan-to-run.ts';
import { findIdentityProblems } from './identity-problems.ts';
import { throwIfInterrupted } from './interruption.ts';
import { readJournal } from './journal.ts';
import { takeLock } from './lock.ts';
import { withLockedSource } from './locked-source.ts';
import type { Receipt } from './receipt.ts';
import type { Recorder } from './recorder.ts';
import { type RunClients, withRunClient } from './run-databases.ts';
import { type RunResult, withReceipt } from './with-receipt.ts';
import { writeEverything } from './write-everything.ts';

/**
 * Runs the bytes of a plan: checks, then one transaction on MAS's database, then the files. Killed at any instant, it leaves MAS
 * untouched or complete and each file as it was or as it shall be; run again, it finishes or refuses. A plan that is applied already
 * is left alone.
 * @throws PlanError with the codes of ../support/error-catalog.ts; what stale means is all told at once
 */
export async function applyPlan(request: ApplyRequest): Promise<RunResult> {
  const { plan, planId } = readPlan(request.planBytes);
  checkPlanId(planId, request.givenPlanId);
  return await withReceipt({ command: request.rehearse ? 'rehearse' : 'apply', planId }, request, async (recorder) => {
    await checkPlanToRun(plan);
    return await withRunClient(request.databases.mas, async (mas) => {
      throwIfInterrupted(request.signal);
      throwProblems(await findIdentityProblems(mas, 'mas', plan));
      await takeLock(mas);
      const last = (await readJournal(mas)).at(-1);
      if (last?.event === 'applied') return await finishApplied(last, plan, planId, { ...request, recorder });
      return await withRunClient(request.databases.synapse, (synapse) =>
        applyFresh(plan, planId, { synapse, mas }, { ...request, recorder }),
      );
    });
  });
}

async function applyFresh(
  plan: Plan,
  planId: string,
  clients: RunClients,
  request: ApplyRequest & { readonly recorder: Recorder },
): Promise<Receipt['outcome']> {
  const { recorder, signal } = request;
  throwProblems([
    ...(await findConnectedServices(clients.synapse, 'synapse', plan.source.connection.user)),
    ...(await findConnectedServices(clients.mas, 'mas', plan.target.connection.user)),
  ]);
  const disarm = cancelOnAbort(signal, [clients.synapse, clients.mas]);
  try {
    request.log.info('Checking that Synapse, MAS and the files are what the plan was made for …');
    const identity = await findIdentityProblems(clients.synapse, 'synapse', plan);
    // Tables of another database are none of our business: say so with all else, and lock nothing.
    if (identity.length > 0) throwProblems([...identity, ...(await otherProblems(clients.mas, plan))]);
    await withLockedSource(clients.synapse, plan, async () => {
      throwIfInterrupted(signal);
      const source = await findSourceProblems(clients.synapse, plan);
      throwIfInterrupted(signal);
      throwProblems([...source.problems, ...(await otherProblems(clients.mas, plan))]);
      if (!source.recount) throw new Error('the rows of Synapse were not counted');
      recorder.accounting = [...source.recount.entities];
      await writeEverything(plan, planId, { ...request, clients, recount: source.recount, disarm });
    });
  } finally {
    disarm();
  }
  return request.rehearse ? 'rehearsed' : 'applied';
}

/** What is stale apart from Synapse's database. */
async function otherProblems(mas: Client, plan: Plan): ReturnType<typeof findTargetProblems> {
  return [
    ...(await withReadOnlySnapshot(mas, (client) => findTargetProblems(client, plan))),
    ...findFileProblems(await readFileStates(plan)),
  ];
}
