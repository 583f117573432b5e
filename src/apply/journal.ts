import type { ClientBase } from 'pg';
import type { GivenApproval } from '../approve/authorization.ts';
import { runQuery } from '../inspect/run-query.ts';

/** One thing that happened to this database, committed together with what it speaks of. */
export interface JournalEntry {
  /** The run that wrote it, as its receipt and the audit log call it. */
  readonly run: string;
  readonly planId: string;
  readonly event: 'applied' | 'rolled-back';
  readonly transactionId: string;
  readonly at: string;
  readonly by: string;
  readonly toolVersion: string;
  /** On which a plan was applied; they are spent by it. */
  readonly approvals: readonly GivenApproval[];
  /** Why it was applied without any. */
  readonly unapproved: string | null;
  /** The hash of the line of the audit log with which the run started; null where none could be written. */
  readonly startedHash: string | null;
  /** The hash of the entry before. */
  readonly previous: string;
  /** Of all that the entry says, but its id: hash-journal-entry.ts. */
  readonly hash: string;
}

/** The journal of MAS's database, oldest first; empty where nothing was ever applied. */
export async function readJournal(client: ClientBase): Promise<readonly JournalEntry[]> {
  if (!(await hasJournal(client))) return [];
  return await runQuery<JournalEntry>(
    client,
    `SELECT run, plan_id AS "planId", event, transaction_id::text AS "transactionId",
            to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at, by, tool_version AS "toolVersion",
            started_hash AS "startedHash", previous, hash,
            COALESCE(details->'approvals', '[]') AS approvals, details->>'unapproved' AS unapproved
       FROM syn2mas_plan.journal ORDER BY id`,
    readingJournal,
  );
}

/** Why this plan was last applied without approvals; undefined where it was applied with them, or never. */
export function unapprovedOf(journal: readonly JournalEntry[], planId: string): string | undefined {
  const applied = journal.findLast((entry) => entry.planId === planId && entry.event === 'applied');
  return applied?.unapproved ?? undefined;
}

/** For the message of a failure. */
export const readingJournal = { message: 'reading the journal in the database of MAS', database: 'mas' } as const;

/** Whether the journal is there. */
export async function hasJournal(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('syn2mas_plan.journal') IS NOT NULL AS exists`,
  );
  return rows[0]?.exists ?? false;
}
