import type { RunDatabases } from '../apply/run-databases.ts';
import type { Plan } from '../plan/types.gen.ts';
import type { AuditReport } from '../render/audit-report.ts';
import { throwProblems } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { readAuditFiles } from './audit-files.ts';
import { linesOf } from './audit-finding.ts';
import { checkTrail } from './check-trail.ts';
import { readPlannedJournal } from './read-planned-journal.ts';

export interface AuditRequest {
  readonly plan: Plan;
  readonly planId: string;
  readonly planPath: string;
  /** Absent: the journal is not asked. */
  readonly databases?: Pick<RunDatabases, 'mas'>;
  /** Approvals that do not lie beside the plan. */
  readonly approvals: readonly string[];
  /** The hash of a line that somebody noted elsewhere. */
  readonly noted?: string;
  readonly log: Log;
}

/**
 * Checks that the audit log of a plan, its receipts, its approvals and the journal of MAS's database are whole and say the same. Writes
 * nothing.
 * @throws PlanError with the codes AUDIT_…, all that does not fit; STALE_TARGET where this is another database
 */
export async function verifyAudit(request: AuditRequest): Promise<AuditReport> {
  const { plan, planId, planPath, databases, log } = request;
  const files = await readAuditFiles(planPath, request.approvals);
  const rows = databases && (await readPlannedJournal(plan, databases));
  const findings = checkTrail(files, planId, rows, request.noted);
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
