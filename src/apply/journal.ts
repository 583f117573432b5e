import type { ClientBase } from 'pg';
import type { GivenApproval } from '../approve/authorization.ts';
import { runQuery } from '../inspect/run-query.ts';

/** One thing that happened to this database, committed together with what it speaks of. */
export interface JournalEntry {
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
}

/** The journal of MAS's database, oldest first; empty where nothing was ever applied. */
export async function readJournal(client: ClientBase): Promise<readonly JournalEntry[]> {
  if (!(await hasJournal(client))) return [];
  return await runQuery<JournalEntry>(
    client,
    `SELECT plan_id AS "planId", event, transaction_id::text AS "transactionId",
            to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at, by, tool_version AS "toolVersion",
            COALESCE(details->'approvals', '[]') AS approvals, details->>'unapproved' AS unapproved
       FROM syn2mas_plan.journal ORDER BY id`,
    { message: 'reading the journal in the database of MAS', database: 'mas' },
  );
}

/** Why this plan was last applied without approvals; undefined where it was applied with them, or never. */
export function unapprovedOf(journal: readonly JournalEntry[], planId: string): string | undefined {
  const applied = journal.findLast((entry) => entry.planId === planId && entry.event === 'applied');
  return applied?.unapproved ?? undefined;
}

/** Whether the journal is there. */
export async function hasJournal(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('syn2mas_plan.journal') IS NOT NULL AS exists`,
  );
  return rows[0]?.exists ?? false;
}

/** Writes one entry in the running transaction, and makes the journal if it is not there. Gives the id of the transaction. */
export async function writeJournal(
  client: ClientBase,
  entry: Omit<JournalEntry, 'transactionId' | 'approvals' | 'unapproved'> & { readonly details: object },
): Promise<string> {
  if (!(await hasJournal(client))) await client.query(journalSql);
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO syn2mas_plan.journal (plan_id, event, transaction_id, at, by, tool_version, details)
     VALUES ($1, $2, pg_current_xact_id(), $3, $4, $5, $6) RETURNING transaction_id::text AS id`,
    [entry.planId, entry.event, entry.at, entry.by, entry.toolVersion, JSON.stringify(entry.details)],
  );
  const [row] = rows;
  if (!row) throw new Error('INSERT ... RETURNING gave no row');
  return row.id;
}

/** A schema of its own: MAS must find its own schema as it left it. */
const journalSql = `
CREATE SCHEMA IF NOT EXISTS syn2mas_plan;
CREATE TABLE syn2mas_plan.journal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  plan_id text NOT NULL,
  event text NOT NULL CHECK (event IN ('applied', 'rolled-back')),
  transaction_id xid8 NOT NULL,
  at timestamptz NOT NULL,
  by text NOT NULL,
  tool_version text NOT NULL,
  details jsonb NOT NULL
);
COMMENT ON SCHEMA syn2mas_plan IS 'What syn2mas-plan did to this database. Nothing of MAS depends on it.'`;
