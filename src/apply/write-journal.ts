import type { ClientBase } from 'pg';
import { noHash } from './audit-log/audit-line.ts';
import { hashJournalEntry } from './hash-journal-entry.ts';
import { hasJournal, type JournalEntry } from './journal.ts';
import type { Recorder } from './recorder.ts';

/** What the journal is to say; the rest follows from the transaction, the run and the entries before. */
export interface NewEntry extends Pick<JournalEntry, 'planId' | 'event' | 'by' | 'toolVersion'> {
  readonly at: Date;
  readonly details: object;
}

/**
 * Writes one entry in the running transaction, and makes the journal if it is not there. Gives the id of the transaction, and notes
 * the hash of the entry. The lock of the run keeps others from writing one meanwhile.
 */
export async function writeJournal(client: ClientBase, entry: NewEntry, recorder: Recorder): Promise<string> {
  if (!(await hasJournal(client))) await client.query(journalSql);
  const { rows } = await client.query<{ transactionId: string; previous: string }>(
    `SELECT pg_current_xact_id()::text AS "transactionId",
            COALESCE((SELECT hash FROM syn2mas_plan.journal ORDER BY id DESC LIMIT 1), $1) AS previous`,
    [noHash],
  );
  const [row] = rows;
  if (!row) throw new Error('SELECT without FROM gave no row');
  const { planId, event, by, toolVersion } = entry;
  const texts = {
    run: recorder.run,
    planId,
    event,
    transactionId: row.transactionId,
    at: entry.at.toISOString().replace('Z', '000Z'),
    by,
    toolVersion,
    startedHash: recorder.started?.hash ?? '',
    details: JSON.stringify(entry.details),
    previous: row.previous,
  };
  const hash = hashJournalEntry(texts);
  await client.query(
    `INSERT INTO syn2mas_plan.journal
       (run, plan_id, event, transaction_id, at, by, tool_version, started_hash, details, previous, hash)
     VALUES ($1, $2, $3, $4::xid8, $5, $6, $7, nullif($8, ''), $9, $10, $11)`,
    [...Object.values(texts), hash],
  );
  recorder.journal = hash;
  return row.transactionId;
}

/**
 * A schema of its own: MAS must find its own schema as it left it. `json`, not `jsonb`: it keeps the text that is hashed.
 */
const journalSql = `
CREATE SCHEMA IF NOT EXISTS syn2mas_plan;
CREATE TABLE syn2mas_plan.journal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run text NOT NULL,
  plan_id text NOT NULL,
  event text NOT NULL CHECK (event IN ('applied', 'rolled-back')),
  transaction_id xid8 NOT NULL,
  at timestamptz NOT NULL,
  by text NOT NULL,
  tool_version text NOT NULL,
  started_hash text,
  details json NOT NULL,
  previous text NOT NULL,
  hash text NOT NULL
);
COMMENT ON SCHEMA syn2mas_plan IS 'What syn2mas-plan did to this database. Nothing of MAS depends on it.'`;
