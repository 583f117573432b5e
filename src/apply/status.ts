import type { Plan } from '../plan/types.gen.ts';
import { throwProblems } from '../support/errors.ts';
import { type FileState, readFileStates } from './files/file-states.ts';
import { findIdentityProblems } from './identity-problems.ts';
import { type JournalEntry, readJournal } from './journal.ts';
import { type RunDatabases, withRunClient } from './run-databases.ts';

/** How far a plan got. */
export interface Status {
  readonly state: 'not-started' | 'applied' | 'files-pending' | 'rolled-back' | 'other-plan';
  readonly planId: string;
  /** What happened to this database of MAS, oldest first. */
  readonly journal: readonly JournalEntry[];
  readonly files: readonly { readonly path: string; readonly state: FileState['state'] }[];
  /** What to do next, in one line that begins with a command where there is one. */
  readonly next: string;
}

/**
 * Reads how far a plan got from the journal of MAS's database and from the files. Writes nothing.
 * @throws PlanError STALE_TARGET where this is another database
 */
export async function readStatus(request: {
  readonly plan: Plan;
  readonly planId: string;
  readonly databases: RunDatabases;
}): Promise<Status> {
  const { plan, planId, databases } = request;
  const journal = await withRunClient(databases.mas, async (client) => {
    throwProblems(await findIdentityProblems(client, 'mas', plan));
    return await readJournal(client);
  });
  const files = (await readFileStates(plan)).map(({ step, state }) => ({ path: step.path, state }));
  const last = journal.at(-1);
  return { planId, journal, files, ...judge(last, planId, files) };
}

function judge(
  last: JournalEntry | undefined,
  planId: string,
  files: Status['files'],
): Pick<Status, 'state' | 'next'> {
  const paths = (state: FileState['state']): string =>
    files
      .filter((file) => file.state === state)
      .map(({ path }) => path)
      .join(', ');
  const apply = `syn2mas-plan apply PLAN --plan-id ${planId}`;
  const strange = paths('other');
  const compare = `syn2mas-plan show PLAN, and compare by hand ${strange}: neither as before nor as after this plan`;
  if (last?.event === 'applied') {
    if (last.planId !== planId) return { state: 'other-plan', next: `syn2mas-plan status, with the plan ${last.planId}` };
    if (paths('before') !== '') return { state: 'files-pending', next: `${apply} (it finishes ${paths('before')})` };
    if (strange !== '') return { state: 'files-pending', next: compare };
    return { state: 'applied', next: 'syn2mas-plan verify PLAN, then start MAS' };
  }
  const isOurs = last?.planId === planId;
  if (isOurs && paths('after') !== '') {
    return { state: 'files-pending', next: `syn2mas-plan rollback PLAN (it restores ${paths('after')})` };
  }
  const state = isOurs ? 'rolled-back' : 'not-started';
  if (strange !== '') return { state, next: compare };
  if (paths('after') !== '') return { state, next: `syn2mas-plan plan: these files are changed already: ${paths('after')}` };
  return { state, next: apply };
}
