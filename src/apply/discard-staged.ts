import type { Log } from '../support/log.ts';
import type { StagedFiles } from './files/stage-files.ts';

/** Removes what waits. What stands in the way of tidying up must not hide why there is anything to tidy up: it is a warning. */
export async function discardStaged(staged: StagedFiles, log: Log): Promise<void> {
  try {
    await staged.discard();
  } catch (error) {
    log.warn(`A file that was made ready cannot be removed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
