import type { Client } from 'pg';
import type { Plan } from '../plan/types.gen.ts';
import { PlanError, throwProblems } from '../support/errors.ts';
import { withReadOnlySnapshot } from '../support/postgres/read-only-transaction.ts';
import type { ApplyRequest } from './apply-request.ts';
import { findFileProblems, findTargetProblems } from './check-stale.ts';
import { discardStaged } from './discard-staged.ts';
import { readFileStates } from './files/file-states.ts';
import { fileSteps } from './files/file-steps.ts';
import { findUnprepared } from './files/find-unprepared.ts';
import { type StagedFiles, stageFiles } from './files/stage-files.ts';
import { throwIfInterrupted } from './interruption.ts';
import { commitFiles } from './place-files.ts';
import type { Recorder } from './recorder.ts';

type PrepareRequest = Pick<ApplyRequest, 'phase' | 'rehearse' | 'resolveSecret' | 'log' | 'signal'> & {
  readonly recorder: Recorder;
};

/**
 * Puts the files of the phase `prepare` in their places, while services may run. What is in place already stays; a rehearsal only tries
 * whether it could be done. A plan that the database of MAS or the files of the cutover have left behind gets no further: nobody is to
 * prepare an outage for it.
 * @throws PlanError STALE_TARGET, STALE_FILE, FILE_UNWRITABLE or PLAN_STEP, all of them, before any file is changed
 */
export async function prepareFiles(mas: Client, plan: Plan, request: PrepareRequest): Promise<void> {
  const { recorder, log } = request;
  if (fileSteps(plan, 'prepare').length === 0) {
    if (request.phase === 'prepare') log.info('This plan has no file of the phase prepare: there is nothing to do.');
    return;
  }
  throwIfInterrupted(request.signal);
  const unprepared = await findUnprepared(plan, request);
  if (unprepared.length === 0) return log.info('The files of the phase prepare are in place already.');
  const staged = await stage(mas, plan, request);
  const paths = staged.paths.join(', ');
  if (request.rehearse) {
    await discardStaged(staged, log);
    log.warn(`Files of the phase prepare are still to come, and a rehearsal puts none in place: ${paths}`);
    return;
  }
  await commitFiles(staged, plan, recorder);
  recorder.isPrepared = true;
  log.event('prepared', { message: `Prepared: ${paths}`, files: staged.paths });
  log.info(`The files of the phase prepare are in place, and stay there whatever follows: ${paths}`);
}

async function stage(mas: Client, plan: Plan, request: PrepareRequest): Promise<StagedFiles> {
  const stale = [
    ...(await withReadOnlySnapshot(mas, (client) => findTargetProblems(client, plan, []))),
    ...findFileProblems(await readFileStates(plan, 'cutover')),
  ];
  const staged = await stageFiles(plan, request, 'prepare').catch((error: unknown) => {
    if (error instanceof PlanError) throwProblems([...stale, ...error.problems]);
    throw error;
  });
  if (stale.length > 0) await discardStaged(staged, request.log);
  throwProblems(stale);
  return staged;
}
