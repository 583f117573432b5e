import type { Plan } from '../plan/types.gen.ts';
import { PlanError, type Problem, planError, throwProblems } from '../support/errors.ts';
import type { ApplyRequest } from './apply-request.ts';
import { discardStaged } from './discard-staged.ts';
import { readFileStates, readSecretStates } from './files/file-states.ts';
import { findUnprepared } from './files/find-unprepared.ts';
import { stageFiles } from './files/stage-files.ts';
import type { JournalEntry } from './journal.ts';
import { filesIncomplete, placeFiles } from './place-files.ts';
import type { Receipt } from './receipt.ts';
import type { Recorder } from './recorder.ts';

type FinishRequest = Pick<ApplyRequest, 'phase' | 'rehearse' | 'resolveSecret' | 'log'> & {
  readonly recorder: Recorder;
};

/**
 * What is left to do where a plan is applied already: nothing, or the files that an earlier run did not come to. A rehearsal does
 * nothing at all.
 * @throws PlanError STALE_TARGET for another plan; FILES_INCOMPLETE where a file is neither as it was nor as it shall be, or one of
 * the phase `prepare` went back and is not asked for
 */
export async function finishApplied(
  last: JournalEntry,
  plan: Plan,
  planId: string,
  request: FinishRequest,
): Promise<Receipt['outcome']> {
  const { recorder, log } = request;
  if (last.planId !== planId) {
    const message = `Another plan is applied to this database: ${last.planId}, at ${last.at} by ${last.by}.`;
    throw planError('STALE_TARGET', message, {
      place: { database: 'mas' },
      remedy: 'Roll that plan back first, or leave it.',
    });
  }
  log.info(`This plan was applied at ${last.at} by ${last.by}; the database is left alone.`);
  recorder.isCommitting = true;
  recorder.unapproved = last.unapproved ?? undefined;
  recorder.continues = last.run;
  if (request.rehearse) return 'already-applied';
  if (request.phase === 'finish') {
    throwProblems([...(await findUnpreparedNow(plan)), ...(await findUnplaced(plan))]);
    return 'already-applied';
  }
  const unprepared = request.phase === 'prepare' ? [] : await findUnpreparedNow(plan);
  const staged = await stageFiles(plan, request, request.phase ?? 'cutover').catch((error: unknown) => {
    const failure = filesIncomplete(error, byHand);
    if (failure instanceof PlanError) throwProblems([...unprepared, ...failure.problems]);
    throw failure;
  });
  if (unprepared.length > 0) await discardStaged(staged, log);
  throwProblems(unprepared);
  if (staged.paths.length > 0) log.info(`Files that were still to come: ${staged.paths.join(', ')}`);
  await placeFiles(staged, plan, recorder);
  return 'already-applied';
}

async function findUnpreparedNow(plan: Plan): Promise<readonly Problem[]> {
  return (await findUnprepared(plan)).map((problem) => ({
    ...problem,
    code: 'FILES_INCOMPLETE',
    remedy: problem.remedy ?? byHand,
  }));
}

/** Files of the cutover that are not as the plan makes them: the phase finish puts none in place. */
async function findUnplaced(plan: Plan): Promise<readonly Problem[]> {
  const files = (await readFileStates(plan, 'cutover')).filter(({ state }) => state !== 'after');
  const secrets = (await readSecretStates(plan, 'cutover')).filter(({ state }) => state !== 'present');
  return [...files, ...secrets].map(({ step: { path } }) => ({
    code: 'FILES_INCOMPLETE',
    message: `${path} is not as the plan makes it.`,
    place: { file: path },
    remedy: 'Run apply without --phase: it puts files in their places that are as they were before.',
  }));
}

const byHand = 'Hold the file against what show prints for it. If somebody edited it after apply, all is well.';
