import type { ClientBase } from 'pg';
import { noHash } from '../apply/audit-log/audit-line.ts';
import { hashJournalEntry, type JournalTexts } from '../apply/hash-journal-entry.ts';
import { hasJournal, readingJournal } from '../apply/journal.ts';
import { runQuery } from '../inspect/run-query.ts';
import type { Problem } from '../support/errors.ts';

/** An entry of the journal, as the texts that are hashed. */
export interface JournalRow extends JournalTexts {
  readonly id: string;
  readonly hash: string;
}

/** The journal, oldest first; undefined where there is none. */
export async function readJournalRows(client: ClientBase): Promise<readonly JournalRow[] | undefined> {
  if (!(await hasJournal(client))) return undefined;
  return await runQuery<JournalRow & Record<string, string>>(
    client,
    `SELECT id::text, run, plan_id AS "planId", event, transaction_id::text AS "transactionId",
            to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, by, tool_version AS "toolVersion",
            coalesce(started_hash, '') AS "startedHash", details::text, previous, hash
       FROM syn2mas_plan.journal ORDER BY journal.id`,
    readingJournal,
  );
}

/** Whether the entries are as they were written, all there and in their order. */
export function checkJournal(rows: readonly JournalRow[]): readonly Problem[] {
  const problems: Problem[] = [];
  let previous = noHash;
  for (const row of rows) {
    if (row.hash !== hashJournalEntry(row)) {
      problems.push(ofEntry('AUDIT_JOURNAL_CHAIN', row, 'was edited: its hash is not that of what it says.'));
    }
    if (row.previous !== previous) {
      problems.push(ofEntry('AUDIT_JOURNAL_CHAIN', row, 'follows on from another one than the one before it.'));
    }
    previous = row.hash;
  }
  return problems;
}

/** A problem of one entry. */
export function ofEntry(code: Problem['code'], { id }: JournalRow, message: string, remedy?: string): Problem {
  const place = { database: 'mas', table: 'syn2mas_plan.journal' } as const;
  return { code, message: `Entry ${id} ${message}`, place, ...(remedy !== undefined && { remedy }) };
}
