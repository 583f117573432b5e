import type { Client } from 'pg';
import type { Authorization } from '../approve/authorization.ts';
import type { Plan } from '../plan/types.gen.ts';
import { planError, throwProblems } from '../support/errors.ts';
import { sqlProblem } from '../support/postgres/sql-problem.ts';
import type { ApplyRequest } from './apply-request.ts';
import { discardStaged } from './discard-staged.ts';
import { stageFiles } from './files/stage-files.ts';
import { throwIfInterrupted } from './interruption.ts';
import { hasJournal } from './journal.ts';
import { inMasTransaction } from './mas-transaction.ts';
import { placeFiles } from './place-files.ts';
import { withWatch } from './progress/with-watch.ts';
import type { Recorder } from './recorder.ts';
import type { RunClients } from './run-databases.ts';
import type { RunSource } from './run-source.ts';
import { runSteps } from './run-steps.ts';
import { setLocally } from './set-locally.ts';
import type { SourceSessions } from './source-sessions.ts';
import { writeJournal } from './write-journal.ts';

export interface WriteContext
  extends Pick<
    ApplyRequest,
    'databases' | 'rehearse' | 'resolveSecret' | 'signal' | 'clock' | 'by' | 'toolVersion' | 'log'
  > {
  readonly authorization: Authorization;
  readonly clients: RunClients;
  readonly sessions: SourceSessions;
  readonly source: RunSource;
  readonly recorder: Recorder;
  readonly disarm: () => void;
}

/**
 * The part of apply that writes: the files of the cutover are made ready beside their places, the transaction on MAS is committed, the files
 * take their places. Whatever fails before the commit leaves no trace; a rehearsal ends there on purpose.
 */
export async function writeEverything(plan: Plan, planId: string, context: WriteContext): Promise<void> {
  const { clients, source, databases, recorder, rehearse, log, signal, disarm } = context;
  throwIfInterrupted(signal);
  const staged = await stageFiles(plan, context, 'cutover');
  try {
    const options = { commit: !rehearse, failure: 'APPLY_FAILED' as const, recorder, log, signal, disarm };
    const watched = { database: 'mas', resolved: databases.mas, client: clients.mas, countsRows: true } as const;
    await inMasTransaction(clients.mas, options, async () => {
      await setLocally(clients.mas, plan.target.database);
      await withWatch(watched, recorder.progress, () => runSteps(plan, context));
      throwProblems(source.findChanges());
      const transactionId = await noteApplied(plan, planId, context);
      await checkLocked(source.client);
      return transactionId;
    });
  } catch (error) {
    await discardStaged(staged, log);
    throw error;
  }
  if (rehearse) await discardStaged(staged, log);
  else await placeFiles(staged, plan, recorder);
}

/**
 * The session that keeps Synapse from writing must be there still: rows that are read ahead need it no more long before the commit, and
 * where it was ended meanwhile Synapse may have written what was not copied.
 */
async function checkLocked(source: Client): Promise<void> {
  try {
    await source.query('SELECT');
  } catch (error) {
    const problem = sqlProblem(error, 'SELECT', {
      code: 'APPLY_FAILED',
      message: 'the session that keeps the tables of Synapse locked',
      place: { database: 'synapse' },
    });
    throw planError(problem.code, problem.message, problem, error);
  }
}

/** A rehearsal tries the journal too, except where its row would use up a number of the sequence for good. */
async function noteApplied(plan: Plan, planId: string, context: WriteContext): Promise<string> {
  const { clients, recorder, rehearse, clock, by, toolVersion, authorization } = context;
  if (rehearse && (await hasJournal(clients.mas))) return '';
  const details = {
    accounting: recorder.accounting,
    steps: recorder.steps,
    rows: copiedRows(plan, recorder),
    ...authorization,
  };
  const entry = { planId, event: 'applied', at: clock(), by, toolVersion, details } as const;
  return await writeJournal(clients.mas, entry, recorder);
}

/** By table of MAS: the way back counts by it what is gone since. */
function copiedRows({ steps }: Plan, recorder: Recorder): Readonly<Record<string, number>> {
  const rows = new Map(recorder.steps.map((step) => [step.id, step.rows ?? 0]));
  return Object.fromEntries(
    steps.flatMap((step) => (step.kind === 'copy' ? [[step.table, rows.get(step.id) ?? 0] as const] : [])),
  );
}
