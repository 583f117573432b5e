import type { Plan } from '../plan/types.gen.ts';
import { planError, throwProblems } from '../support/errors.ts';
import type { ApplyRequest } from './apply-plan.ts';
import { readFileStates } from './files/file-states.ts';
import { stageFiles } from './files/stage-files.ts';
import type { JournalEntry } from './journal.ts';
import { filesIncomplete, noteFiles, placeFiles } from './place-files.ts';
import type { Receipt } from './receipt.ts';
import type { Recorder } from './recorder.ts';

/**
 * What is left to do where a plan is applied already: nothing, or the files that an earlier run did not come to. A rehearsal does
 * nothing at all.
 * @throws PlanError STALE_TARGET for another plan; FILES_INCOMPLETE where a file is neither as it was nor as it shall be
 */
export async function finishApplied(
  last: JournalEntry,
  plan: Plan,
  planId: string,
  request: Pick<ApplyRequest, 'rehearse' | 'resolveSecret' | 'log'> & { readonly recorder: Recorder },
): Promise<Receipt['outcome']> {
  const { recorder, log } = request;
  if (last.planId !== planId) {
    throw planError('STALE_TARGET', `Another plan is applied to this database: ${last.planId}, at ${last.at} by ${last.by}.`, {
      place: { database: 'mas' },
      remedy: 'Roll that plan back first, or leave it.',
    });
  }
  log.info(`This plan was applied at ${last.at} by ${last.by}; the database is left alone.`);
  const states = await readFileStates(plan);
  recorder.isCommitting = true;
  await noteFiles(plan, recorder);
  if (request.rehearse) return 'already-applied';
  throwProblems(
    states
      .filter(({ state }) => state === 'other')
      .map(({ step, found }) => ({
        code: 'FILES_INCOMPLETE',
        message: `${step.path} is neither as it was planned for (${step.before ?? 'no file'}) nor as it shall be (${step.after}), but ${found}.`,
        place: { file: step.path },
        remedy: 'Hold it against what show prints for it. If somebody went on editing it after apply, all is well.',
      })),
  );
  if (states.every(({ state }) => state === 'after')) return 'already-applied';
  const staged = await stageFiles(plan, { resolveSecret: request.resolveSecret }).catch((error: unknown) => {
    throw filesIncomplete(error);
  });
  await placeFiles(staged, plan, recorder);
  return 'already-applied';
}
