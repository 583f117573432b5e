import { findIdentityProblems } from '../apply/identity-problems.ts';
import { type RunDatabases, withRunClient } from '../apply/run-databases.ts';
import type { Plan } from '../plan/types.gen.ts';
import { type Problem, throwProblems } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { type AuditFiles, readAuditFiles } from './audit-files.ts';
import { type AuditFindings, joinFindings, linesOf } from './audit-finding.ts';
import { checkApprovals } from './check-approvals.ts';
import { checkChain } from './check-chain.ts';
import { checkReceipts } from './check-receipts.ts';
import { compareJournal } from './compare-journal.ts';
import { checkJournal, type JournalRow, readJournalRows } from './journal-rows.ts';
import { describeRun, runsOf } from './runs.ts';

export interface AuditRequest {
  readonly plan: Plan;
  readonly planId: string;
  readonly planPath: string;
  /** Absent: the journal is not asked. */
  readonly databases?: Pick<RunDatabases, 'mas'>;
  /** Approvals that do not lie beside the plan. */
  readonly approvals: readonly string[];
  readonly log: Log;
}

/** What was found in order. */
export interface AuditReport {
  readonly planId: string;
  readonly lines: number;
  readonly receipts: number;
  readonly approvals: number;
  /** Absent where the journal was not asked. */
  readonly entries?: number;
  /** The last line: whoever notes its hash elsewhere can tell later that nothing before it was changed. */
  readonly head?: { readonly sequence: number; readonly hash: string };
  readonly notes: readonly string[];
}

/**
 * Checks that the audit log of a plan, its receipts, its approvals and the journal of MAS's database are whole and say the same. Writes
 * nothing.
 * @throws PlanError with the codes AUDIT_…, all that does not fit; STALE_TARGET where this is another database
 */
export async function verifyAudit(request: AuditRequest): Promise<AuditReport> {
  const { plan, planId, planPath, databases, log } = request;
  const files = await readAuditFiles(planPath, request.approvals);
  const rows = databases && (await readRows(plan, databases));
  const findings = joinFindings([checkFiles(files, planId), ...(rows ? [checkRows(files, planId, rows)] : [])]);
  for (const note of findings.problems.length > 0 ? findings.notes : []) log.info(note);
  throwProblems(findings.problems);
  const head = linesOf(files.pieces).at(-1)?.line;
  return {
    planId,
    lines: files.pieces.length,
    receipts: files.receipts.size,
    approvals: files.approvals.length,
    ...(rows && { entries: rows.length }),
    ...(head && { head: { sequence: head.sequence, hash: head.hash } }),
    notes: findings.notes,
  };
}

async function readRows(plan: Plan, databases: Pick<RunDatabases, 'mas'>): Promise<readonly JournalRow[]> {
  return await withRunClient(databases.mas, async (client) => {
    throwProblems(await findIdentityProblems(client, 'mas', plan));
    return (await readJournalRows(client)) ?? [];
  });
}

/** Log, receipts and approvals, without a database. */
export function checkFiles(files: AuditFiles, planId: string): AuditFindings {
  const lines = linesOf(files.pieces);
  const isOther = lines.length > 0 && lines.every(({ line }) => line.planId !== planId);
  return joinFindings([
    checkChain(files.logPath, files.pieces),
    {
      problems: [...checkLogThere(files), ...checkReceipts(files), ...checkApprovals(files)],
      notes: unendedRuns(files),
    },
    {
      problems: [],
      notes: isOther ? [`No line of the log is about this plan: ${lines.length} are about others.`] : [],
    },
  ]);
}

function checkRows({ logPath, pieces }: AuditFiles, planId: string, rows: readonly JournalRow[]): AuditFindings {
  return joinFindings([
    { problems: checkJournal(rows), notes: [] },
    compareJournal({ planId, logPath, lines: linesOf(pieces), rows }),
  ]);
}

function checkLogThere({ logPath, pieces, receipts }: AuditFiles): readonly Problem[] {
  if (pieces.length > 0 || receipts.size === 0) return [];
  const message = `There are ${receipts.size} receipts and no line of an audit log.`;
  return [{ code: 'AUDIT_LOG_MISSING', message, place: { file: logPath } }];
}

function unendedRuns({ pieces }: AuditFiles): readonly string[] {
  return runsOf(linesOf(pieces)).flatMap(({ started, ended }) =>
    started && !ended
      ? [`The log does not say how ${describeRun(started.line)}, ended: it was killed, or is under way.`]
      : [],
  );
}
