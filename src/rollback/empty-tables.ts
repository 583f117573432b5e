import type { Client } from 'pg';
import { differingLines } from '../apply/differing-lines.ts';
import { findForeignRows } from '../apply/foreign-rows.ts';
import { throwIfInterrupted } from '../apply/interruption.ts';
import { countLosses } from '../apply/losses/count-losses.ts';
import { describeLosses } from '../apply/losses/describe-losses.ts';
import type { Recorder } from '../apply/recorder.ts';
import type { RunClients } from '../apply/run-databases.ts';
import { isTableLocked, tableLocked } from '../apply/table-holders.ts';
import type { RunRequest } from '../apply/with-receipt.ts';
import { writeJournal } from '../apply/write-journal.ts';
import { readTables } from '../inspect/catalog.ts';
import { readPublicCatalog } from '../inspect/public-catalog.ts';
import type { Plan } from '../plan/types.gen.ts';
import { sha256 } from '../support/digest.ts';
import { planError, throwProblems } from '../support/errors.ts';
import { sqlProblem } from '../support/postgres/sql-problem.ts';
import { quoteIdentifier } from '../support/sql-text.ts';
import { cleanSynapse } from './clean-synapse.ts';

/**
 * The way back inside a transaction on MAS's database that the caller ends: locks, then asserts that nothing would be lost, then cleans
 * Synapse's database, empties, notes it in the journal. Gives the id of the transaction.
 * @throws PlanError TABLE_LOCKED, ROLLBACK_FOREIGN_ROWS for all tables, ROLLBACK_FAILED, what cleanSynapse throws
 */
export async function emptyTables(
  { synapse, mas: client }: RunClients,
  plan: Plan,
  planId: string,
  request: Pick<RunRequest, 'signal' | 'clock' | 'by' | 'toolVersion'> & { readonly recorder: Recorder },
): Promise<string> {
  const { recorder, signal } = request;
  await lockTables(client, plan);
  throwIfInterrupted(signal);
  const foreign = await findForeignRows(client, plan);
  if (foreign.length > 0) {
    const [first, ...others] = foreign;
    const losses = describeLosses(await countLosses({ synapse, mas: client }, plan));
    throwProblems(first ? [{ ...first, excerpt: losses.join('\n') }, ...others] : []);
  }
  const before = await readPublicCatalog(client);
  throwIfInterrupted(signal);
  await cleanSynapse(synapse, plan, recorder);
  for (const step of plan.undo) {
    if (step.kind !== 'sql' || step.database === 'synapse' || step.only !== undefined) continue;
    throwIfInterrupted(signal);
    await recorder.step(step.id, step.title, async () => {
      await client.query(step.sql).catch((error: unknown) => {
        throw failed(error, step.sql, `step ${step.id}`);
      });
      return { sqlDigest: sha256(step.sql) };
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
  const details = { steps: recorder.steps };
  const entry = { planId, event: 'rolled-back', at: clock(), by, toolVersion, details } as const;
  return await writeJournal(client, entry, recorder);
}

async function lockTables(client: Client, plan: Plan): Promise<void> {
  const tables = (await readTables(client, plan.target.mustBeEmpty)).map(({ name }) => name);
  if (tables.length === 0) return;
  const sql = `LOCK TABLE ${tables.map(quoteIdentifier).join(', ')} IN ACCESS EXCLUSIVE MODE NOWAIT`;
  try {
    await client.query(sql);
  } catch (error) {
    if (isTableLocked(error)) throw await tableLocked(client, 'mas', tables, error);
    throw failed(error, sql, 'locking the tables of MAS');
  }
}

function failed(error: unknown, sql: string, message: string): Error {
  const problem = sqlProblem(error, sql, { code: 'ROLLBACK_FAILED', message, place: { database: 'mas' } });
  return planError(problem.code, problem.message, problem, error);
}
