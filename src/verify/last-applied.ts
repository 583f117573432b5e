import type { ClientBase } from 'pg';
import { type JournalEntry, readJournal } from '../apply/journal.ts';
import { planError } from '../support/errors.ts';

/**
 * The last entry of the journal, which must be that this plan was applied.
 * @throws PlanError NOT_APPLIED
 */
export async function lastApplied(mas: ClientBase, planId: string): Promise<JournalEntry> {
  const last = (await readJournal(mas)).at(-1);
  if (last?.event === 'applied' && last.planId === planId) return last;
  const found = last === undefined ? 'nothing was applied' : `the last entry is ${last.event} of ${last.planId}`;
  throw planError('NOT_APPLIED', `This plan is not applied to the database of MAS: ${found}.`, {
    place: { database: 'mas' },
  });
}
