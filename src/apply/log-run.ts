import { basename } from 'node:path';
import type { AuditEvent, AuditLine } from './audit-log/audit-line.ts';
import { type OpenAuditLog, withAuditLog } from './audit-log/with-audit-log.ts';
import { findUnlogged } from './find-unlogged.ts';
import { type Receipt, removeTornReceipt, type WrittenReceipt, writeReceipt } from './receipt.ts';

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
  { planPath, clock }: LoggedRun,
  run: Pick<AuditEvent, 'planId' | 'run' | 'command' | 'by' | 'tool'>,
): Promise<Pick<AuditLine, 'sequence' | 'hash'>> {
  return await withAuditLog(planPath, clock, async (log) => {
    await removeTornReceipt(planPath);
    for (const { receipt, written } of await findUnlogged(planPath)) {
      await tell(log, receipt, written, 'receipt-found');
    }
    return await log.append({ event: 'started', ...run });
  });
}

/**
 * Writes the receipt of a run, and says in the audit log of the plan how the run ended and which file that is. Nobody sees a receipt
 * of a run that goes on without its line.
 * @throws PlanError FILE_UNWRITABLE
 */
export async function logEnd(
  { planPath, clock }: LoggedRun,
  receipt: Receipt,
): Promise<{ readonly written: WrittenReceipt; readonly ended: Pick<AuditLine, 'sequence' | 'hash'> }> {
  return await withAuditLog(planPath, clock, async (log) => {
    const written = await writeReceipt(planPath, receipt);
    return { written, ended: await tell(log, receipt, written, receipt.outcome) };
  });
}

/** @param event `receipt-found` where another run says it, because the run itself was killed before it could */
async function tell(
  log: OpenAuditLog,
  receipt: Receipt,
  written: WrittenReceipt,
  event: AuditEvent['event'],
): Promise<Pick<AuditLine, 'sequence' | 'hash'>> {
  const { planId, run, command, by, tool, code, transactionId, journal, continues } = receipt;
  return await log.append({
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
  });
}
