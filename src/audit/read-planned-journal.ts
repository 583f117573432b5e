import { findIdentityProblems } from '../apply/identity-problems.ts';
import { type RunDatabases, withRunClient } from '../apply/run-databases.ts';
import type { Plan } from '../plan/types.gen.ts';
import { throwProblems } from '../support/errors.ts';
import { type JournalRow, readJournalRows } from './journal-rows.ts';

/** The journal in the database of MAS that a plan is for; empty where there is none. @throws PlanError STALE_TARGET */
export async function readPlannedJournal(
  plan: Plan,
  databases: Pick<RunDatabases, 'mas'>,
): Promise<readonly JournalRow[]> {
  return await withRunClient(databases.mas, async (client) => {
    throwProblems(await findIdentityProblems(client, 'mas', plan));
    return (await readJournalRows(client)) ?? [];
  });
}
