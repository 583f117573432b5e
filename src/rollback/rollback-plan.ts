import type { Client } from 'pg';
import { cancelOnAbort } from '../apply/cancel-on-abort.ts';
import { fileChanges } from '../apply/files/file-changes.ts';
import { fileSteps } from '../apply/files/file-steps.ts';
import { isPrepareBegun } from '../apply/files/prepare-begun.ts';
import { hasLeftovers } from '../apply/files/remove-leftovers.ts';
import { type PreparedRestore, prepareRestore } from '../apply/files/restore-files.ts';
import { checkPlanToRun } from '../apply/guard/check-plan-to-run.ts';
import { findIdentityProblems } from '../apply/identity-problems.ts';
import { throwIfInterrupted } from '../apply/interruption.ts';
import { type JournalEntry, readJournal, unapprovedOf } from '../apply/journal.ts';
import { takeLock } from '../apply/lock.ts';
import { inMasTransaction } from '../apply/mas-transaction.ts';
import { noteDatabase } from '../apply/note-database.ts';
import { withWatch } from '../apply/progress/with-watch.ts';
import type { Receipt } from '../apply/receipt.ts';
import type { Recorder } from '../apply/recorder.ts';
import { type RunDatabases, withRunClient } from '../apply/run-databases.ts';
import { type RunSides, withRunSource } from '../apply/run-source.ts';
import { findRunningServices } from '../apply/running-services.ts';
import { findCutShort } from '../apply/status/cut-short.ts';
import { readRuns } from '../apply/status/runs-of-plan.ts';
import { tellRight } from '../apply/tell-right.ts';
import { type RunRequest, type RunResult, withReceipt } from '../apply/with-receipt.ts';
import type { AuthorizationRequest } from '../approve/authorization.ts';
import { authorize } from '../approve/authorize.ts';
import { checkUnspent } from '../approve/check-unspent.ts';
import { readPlan } from '../plan/read-plan.ts';
import type { Plan } from '../plan/types.gen.ts';
import { PlanError, type Problem, planError, throwProblems } from '../support/errors.ts';
import { emptyTables, type RollbackClients } from './empty-tables.ts';

export interface RollbackRequest extends RunRequest {
  readonly planBytes: Uint8Array;
  /** Reads the configuration files that the plan names. */
  readonly readInputs: () => { readonly databases: RunDatabases };
  /** By what right it asks to discard what people did since; absent where that stops it. */
  readonly discard?: AuthorizationRequest | undefined;
}

/**
 * The way back of an applied plan: MAS's database in one transaction, then the files. Killed in between, it leaves a state that
 * `status` names, and run again it finishes. A plan that is rolled back already is left alone. Where only the phase `prepare` was
 * run, its files go back and nothing else happens, while services may run. What people did since, beyond the point of no return, stops it,
 * except where it is asked to discard that and has the right.
 * @throws PlanError NOT_APPLIED, ROLLBACK_FOREIGN_ROWS (all tables), ROLLBACK_FAILED, STALE_FILE, FILES_INCOMPLETE and what
 * applyPlan throws before it writes
 */
export async function rollbackPlan(request: RollbackRequest): Promise<RunResult> {
  const { plan, planId } = readPlan(request.planBytes);
  return await withReceipt({ command: 'rollback', planId }, request, async (recorder) => {
    authorizeDiscard(plan, planId, request, recorder);
    await checkPlanToRun(plan);
    const { databases } = request.readInputs();
    return await withRunClient(databases.mas, async (mas) => {
      throwIfInterrupted(request.signal);
      throwProblems(await findIdentityProblems(mas, 'mas', plan));
      await noteDatabase(mas, 'mas', recorder);
      await takeLock(mas);
      const journal = await readJournal(mas);
      const last = journal.at(-1);
      recorder.unapproved = unapprovedOf(journal, planId);
      const run = { ...request, databases, recorder };
      if (last?.planId !== planId) return await unprepare(last, plan, planId, run);
      if (last.event === 'rolled-back') return await finishRollback(last, plan, mas, run);
      return await withRunSource(databases, plan, async (source) => {
        checkUnspent(recorder.authorization, journal);
        await checkServices(plan, { source, mas }, request.signal);
        // Before anything is emptied: files that cannot go back must stop it.
        const files = await prepareRestore(plan);
        recorder.continues = last.run;
        // What a file holds is needed only to count what would be lost there.
        if (request.discard) await source.load();
        await rollBackDatabase(plan, planId, { synapse: source.asked, mas }, run, last);
        recorder.isCommitting = true;
        return await restore(files, plan, recorder);
      });
    });
  });
}

type Run = RollbackRequest & { readonly databases: RunDatabases; readonly recorder: Recorder };

/** The database is as it was; files may be left. Services need to be stopped only where one of the cutover is among them. */
async function finishRollback(
  last: JournalEntry,
  plan: Plan,
  mas: Client,
  { recorder, log, databases, signal }: Run,
): Promise<Receipt['outcome']> {
  const files = await prepareRestore(plan);
  const ofCutover = fileSteps(plan, 'cutover').map(({ path }) => path);
  if (files.paths.some((path) => ofCutover.includes(path))) {
    await withRunSource(databases, plan, (source) => checkServices(plan, { source, mas }, signal));
  }
  log.info(`This plan was rolled back at ${last.at} by ${last.by}; the database is left alone.`);
  recorder.isCommitting = true;
  recorder.continues = last.run;
  return await restore(files, plan, recorder);
}

/** Nothing of this plan is in the database, but files of its phase `prepare` may be in place. */
async function unprepare(
  last: JournalEntry | undefined,
  plan: Plan,
  planId: string,
  { recorder, log, signal, planPath }: Run,
): Promise<Receipt['outcome']> {
  const isBegun = await isPrepareBegun(plan);
  const runs = (await readRuns(planPath)).filter((run) => run.planId === planId && run.run !== recorder.run);
  const wasCutShort = findCutShort(runs) !== undefined || (await hasLeftovers(plan));
  if (last?.event === 'applied' || !(isBegun || wasCutShort)) throw notApplied(last);
  const files = await prepareRestore(plan, 'prepare');
  throwIfInterrupted(signal);
  if (isBegun) {
    log.info('This plan was prepared and never applied: its files go back, the database of MAS is left alone.');
    log.info('What mas-cli config sync wrote there meanwhile stays there.');
  } else log.info('This plan was never applied. What a run that was cut short left waiting beside files is removed.');
  recorder.isCommitting = true;
  recorder.files = fileChanges(plan, await files.run(), 'back');
  return 'rolled-back';
}

function notApplied(last: JournalEntry | undefined): Error {
  const found = last === undefined ? 'nothing was applied to it' : `its last entry is ${last.event} of ${last.planId}`;
  return planError('NOT_APPLIED', `This plan is not applied to the database of MAS: ${found}.`, {
    place: { database: 'mas' },
  });
}

async function checkServices(plan: Plan, sides: RunSides, signal: AbortSignal): Promise<void> {
  throwProblems([...(await sides.source.findOther()), ...(await findRunningServices(plan, sides, { signal }))]);
}

/** To discard what people did is a decision of its own. Up to the point of no return nobody has to be asked. */
function authorizeDiscard(plan: Plan, planId: string, request: RollbackRequest, recorder: Recorder): void {
  const { discard, clock, log } = request;
  if (!discard) return;
  const action = 'discard-mas-changes';
  const authorization = authorize(discard, { plan, planId, rehearse: false, action, now: clock() });
  tellRight(authorization, plan, { authorization: discard, log, action });
  recorder.authorization = authorization;
}

async function rollBackDatabase(
  plan: Plan,
  planId: string,
  clients: RollbackClients,
  request: Run,
  applied: JournalEntry,
): Promise<void> {
  const { recorder, log, signal } = request;
  const { mas } = clients;
  const disarm = cancelOnAbort(signal, clients.synapse ? [clients.synapse, mas] : [mas]);
  try {
    const options = { commit: true, failure: 'ROLLBACK_FAILED' as const, recorder, log, signal, disarm };
    recorder.progress.expect(plan.undo.filter(({ kind }) => kind === 'sql'));
    const watched = { database: 'mas', resolved: request.databases.mas, client: mas, countsRows: false } as const;
    await inMasTransaction(mas, options, () =>
      withWatch(watched, recorder.progress, () =>
        emptyTables(clients, plan, planId, { ...request, discard: request.discard && { applied } }),
      ),
    );
  } finally {
    disarm();
  }
}

async function restore(files: PreparedRestore, plan: Plan, recorder: Recorder): Promise<Receipt['outcome']> {
  try {
    recorder.files = fileChanges(plan, await files.run(), 'back');
  } catch (error) {
    const place = (problem: Problem): Problem => ({
      ...problem,
      code: 'FILES_INCOMPLETE',
      remedy: 'The database is rolled back, a file is not. Mend the cause and run rollback again.',
    });
    if (!(error instanceof PlanError)) {
      const message = error instanceof Error ? error.message : String(error);
      throw new PlanError([place({ code: 'FILES_INCOMPLETE', message })], { cause: error });
    }
    const [first, ...rest] = error.problems.map(place);
    throw first ? new PlanError([first, ...rest], { cause: error }) : error;
  }
  return 'rolled-back';
}
