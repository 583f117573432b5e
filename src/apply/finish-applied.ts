import type { Plan } from '../plan/types.gen.ts';
import { planError } from '../support/errors.ts';
import type { ApplyRequest } from './apply-request.ts';
import { stageFiles } from './files/stage-files.ts';
import type { JournalEntry } from './journal.ts';
import { filesIncomplete, placeFiles } from './place-files.ts';
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
  const { recorder, log, resolveSecret } = request;
  if (last.planId !== planId) {
    const message = `Another plan is applied to this database: ${last.planId}, at ${last.at} by ${last.by}.`;
    throw planError('STALE_TARGET', message, {
      place: { database: 'mas' },
      remedy: 'Roll that plan back first, or leave it.',
    });
  }
  log.info(`This plan was applied at ${last.at} by ${last.by}; the database is left alone.`);
  recorder.isCommitting = true;
  if (request.rehearse) return 'already-applied';
  const staged = await stageFiles(plan, { resolveSecret }).catch((error: unknown) => {
    throw filesIncomplete(
      error,
      'Hold the file against what show prints for it. If somebody edited it after apply, all is well.',
    );
  });
  if (staged.paths.length > 0) log.info(`Files that were still to come: ${staged.paths.join(', ')}`);
  await placeFiles(staged, plan, recorder);
  return 'already-applied';
}
