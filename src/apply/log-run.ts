import { basename } from 'node:path';
import { appendAuditLine } from './audit-log/append-audit-line.ts';
import type { AuditEvent, AuditLine } from './audit-log/audit-line.ts';
import { findUnlogged } from './find-unlogged.ts';
import type { Receipt, WrittenReceipt } from './receipt.ts';

/** Of what the audit log is told. */
export interface LoggedRun {
  readonly planPath: string;
  readonly clock: () => Date;
}

/**
 * Says in the audit log of the plan that a run starts, and before it what a killed one left unsaid.
 * @throws PlanError FILE_UNREADABLE, FILE_UNWRITABLE
 */
export async function logStart(
  logged: LoggedRun,
  run: Pick<AuditEvent, 'planId' | 'run' | 'command' | 'by' | 'tool'>,
): Promise<Pick<AuditLine, 'sequence' | 'hash'>> {
  for (const { receipt, written } of await findUnlogged(logged.planPath)) {
    await logEnd(logged, receipt, written, 'receipt-found');
  }
  return await appendAuditLine(logged.planPath, { event: 'started', ...run }, logged.clock);
}

/**
 * Says in the audit log of the plan how a run ended, and which file is its receipt.
 * @param event `receipt-found` where another run says it, because the run itself was killed before it could
 * @throws PlanError FILE_UNWRITABLE
 */
export async function logEnd(
  { planPath, clock }: LoggedRun,
  receipt: Receipt,
  written: WrittenReceipt,
  event: AuditEvent['event'] = receipt.outcome,
): Promise<Pick<AuditLine, 'sequence' | 'hash'>> {
  const { planId, run, command, by, tool, code, transactionId, journal, continues } = receipt;
  const line: AuditEvent = {
    event,
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
  return await appendAuditLine(planPath, line, clock);
}
