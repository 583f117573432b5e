import { basename } from 'node:path';
import { appendAuditLine } from './audit-log/append-audit-line.ts';
import type { AuditEvent, AuditLine } from './audit-log/audit-line.ts';
import type { Receipt, WrittenReceipt } from './receipt.ts';

/** Of what the audit log is told. */
export interface LoggedRun {
  readonly planPath: string;
  readonly clock: () => Date;
}

/** Says in the audit log of the plan that a run starts. @throws PlanError FILE_UNWRITABLE */
export async function logStart(
  { planPath, clock }: LoggedRun,
  run: Pick<AuditEvent, 'planId' | 'run' | 'command' | 'by' | 'tool'>,
): Promise<Pick<AuditLine, 'sequence' | 'hash'>> {
  return await appendAuditLine(planPath, { event: 'started', ...run }, clock);
}

/** Says in the audit log of the plan how a run ended, and which file is its receipt. @throws PlanError FILE_UNWRITABLE */
export async function logEnd({ planPath, clock }: LoggedRun, receipt: Receipt, written: WrittenReceipt): Promise<void> {
  const { outcome, planId, run, command, by, tool, code, transactionId, journal, continues } = receipt;
  const event: AuditEvent = {
    event: outcome,
    planId,
    run,
    command,
    by,
    tool: tool.version,
    ...(code !== undefined && { code }),
    ...(transactionId !== undefined && { transactionId }),
    ...(journal !== undefined && { journal }),
    ...(continues !== undefined && { continues }),
    file: basename(written.path),
    digest: written.digest,
  };
  await appendAuditLine(planPath, event, clock);
}
