import type { Client } from 'pg';
import { differingLines } from '../apply/differing-lines.ts';
import { findForeignRows } from '../apply/foreign-rows.ts';
import { throwIfInterrupted } from '../apply/interruption.ts';
import type { JournalEntry } from '../apply/journal.ts';
import { lockTables } from '../apply/lock-tables.ts';
import { countLosses } from '../apply/losses/count-losses.ts';
import { describeLosses } from '../apply/losses/describe-losses.ts';
import type { Recorder } from '../apply/recorder.ts';
import { StatementError } from '../apply/run-statements.ts';
import type { RunRequest } from '../apply/with-receipt.ts';
import { writeJournal } from '../apply/write-journal.ts';
import { readTables } from '../inspect/catalog.ts';
import { readPublicCatalog } from '../inspect/public-catalog.ts';
import type { Plan } from '../plan/types.gen.ts';
import { sha256 } from '../support/digest.ts';
import { planError, throwProblems } from '../support/errors.ts';
import { sqlProblem } from '../support/postgres/sql-problem.ts';
import { cleanSynapse } from './clean-synapse.ts';
import { digestTables } from './digest-tables.ts';
import { findLossProblems } from './loss-problems.ts';

/** What it is asked beside the plan. */
export interface EmptyRequest extends Pick<RunRequest, 'signal' | 'clock' | 'by' | 'toolVersion'> {
  readonly recorder: Recorder;
  /** Where changes of MAS are to be discarded: the entry of the journal about the plan that goes. */
  readonly discard?: { readonly applied: JournalEntry } | undefined;
}

/** Sessions on both databases; without one for Synapse where that is a file that was not read. */
export interface RollbackClients {
  readonly synapse: Client | undefined;
  readonly mas: Client;
}

/**
 * The way back inside a transaction on MAS's database that the caller ends: locks, then asserts that nothing would be lost, then cleans
 * Synapse's database, empties, notes it in the journal. Gives the id of the transaction.
 * @throws PlanError TABLE_LOCKED, ROLLBACK_FOREIGN_ROWS for all tables, APPROVAL_OTHER_RUN, APPROVAL_LOSSES, ROLLBACK_FAILED, what
 * cleanSynapse throws
 */
export async function emptyTables(
  { synapse, mas: client }: RollbackClients,
  plan: Plan,
  planId: string,
  request: EmptyRequest,
): Promise<string> {
  const { recorder, signal, discard } = request;
  await lockEverything(client, plan);
  throwIfInterrupted(signal);
  await checkLosses({ synapse, mas: client }, plan, request);
  const before = await readPublicCatalog(client);
  if (discard) recorder.discarded = await digestTables(client, plan.target.mustBeEmpty);
  throwIfInterrupted(signal);
  if (synapse) await cleanSynapse(synapse, plan, recorder);
  for (const step of plan.undo) {
    if (step.kind !== 'sql' || step.database === 'synapse' || (step.only !== undefined && !discard)) continue;
    throwIfInterrupted(signal);
    await recorder.step(step.id, step.title, async () => {
      // Several statements give several results, of which only DELETE counts rows.
      const results = await client.query(step.sql).catch((error: unknown) => {
        throw failed(error, step.sql, `step ${step.id}`);
      });
      const rows = [results].flat().reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0);
      return { sqlDigest: sha256(step.sql), ...(step.only === undefined ? {} : { rows }) };
    });
  }
  const after = await readPublicCatalog(client);
  if (after !== before) {
    throw planError('ROLLBACK_FAILED', 'The schema of MAS would not be what it was (- before, + after).', {
      place: { database: 'mas' },
      excerpt: differingLines(before, after),
    });
  }
  const { clock, by, toolVersion } = request;
  const { steps, losses, discarded, authorization } = recorder;
  const details = { steps, ...(discard && { losses, discarded, ...authorization }) };
  const entry = { planId, event: 'rolled-back', at: clock(), by, toolVersion, details } as const;
  return await writeJournal(client, entry, recorder);
}

/**
 * Up to the point of no return there is nothing to lose. Beyond it: what would be lost is noted, for the receipt too, and stops it, or
 * must be covered by the approvals.
 */
async function checkLosses(clients: RollbackClients, plan: Plan, { recorder, discard }: EmptyRequest): Promise<void> {
  const [first, ...others] = await findForeignRows(clients.mas, plan);
  if (!first && !discard) return;
  const losses = await countLosses(clients, plan);
  recorder.losses = losses.map(({ loss, count }) => ({ loss, count }));
  if (discard) throwProblems(findLossProblems(recorder.authorization, losses, discard.applied));
  else if (first) throwProblems([{ ...first, excerpt: describeLosses(losses).join('\n') }, ...others]);
}

async function lockEverything(client: Client, plan: Plan): Promise<void> {
  const tables = (await readTables(client, plan.target.mustBeEmpty)).map(({ name }) => name);
  if (tables.length === 0) return;
  try {
    await lockTables(client, 'mas', tables, 'ACCESS EXCLUSIVE');
  } catch (error) {
    throw error instanceof StatementError ? failed(error.cause, error.sql, 'locking the tables of MAS') : error;
  }
}

function failed(error: unknown, sql: string, message: string): Error {
  const problem = sqlProblem(error, sql, { code: 'ROLLBACK_FAILED', message, place: { database: 'mas' } });
  return planError(problem.code, problem.message, problem, error);
}
