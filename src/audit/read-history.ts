import { readReceipt } from '../apply/read-receipt.ts';
import type { Receipt } from '../apply/receipt.ts';
import { type AuditFiles, readAuditFiles } from './audit-files.ts';
import { linesOf, type NumberedLine } from './audit-finding.ts';
import { type Run, runsOf } from './runs.ts';

/** One thing that happened to a plan, as its audit log and receipts tell of it. */
export interface HistoryEntry
  extends Partial<Pick<Receipt, 'run' | 'command' | 'code' | 'transactionId' | 'continues' | 'unapproved'>> {
  /** Of its first line. */
  readonly sequence: number;
  readonly time: string;
  /** Of its last line. */
  readonly ended?: string;
  /** How a run ended; `unended` where nothing says so. */
  readonly event: Receipt['outcome'] | 'unended' | 'approved';
  readonly planId: string;
  readonly by: string;
  /** Rows that were copied. */
  readonly rows?: number;
  /** Files that were written. */
  readonly files?: readonly string[];
  /** Who had approved it. */
  readonly approvedBy?: readonly string[];
  /** The receipt or the approval. */
  readonly file?: string;
}

/** The history of a plan, oldest first. Nothing is checked: verifyAudit does that. @throws PlanError FILE_UNREADABLE */
export async function readHistory(planPath: string): Promise<readonly HistoryEntry[]> {
  return historyOf(await readAuditFiles(planPath));
}

/** The same of files that are read already. */
export function historyOf({ pieces, receipts }: AuditFiles): readonly HistoryEntry[] {
  const lines = linesOf(pieces);
  const entries = [
    ...lines.filter(({ line }) => line.event === 'approved').map(ofApproval),
    ...runsOf(lines).map((run) => {
      const file = receipts.get(run.ended?.line.file ?? '');
      return ofRun(run, file && readReceipt(file.bytes));
    }),
  ];
  return entries.flatMap((entry) => (entry ? [entry] : [])).sort((a, b) => a.sequence - b.sequence);
}

function ofApproval({ line }: NumberedLine): HistoryEntry {
  const { sequence, time, planId, by, file } = line;
  return { sequence, time, event: 'approved', planId, by, ...(file !== undefined && { file }) };
}

function ofRun({ run, started, ended }: Run, receipt: Receipt | undefined): HistoryEntry | undefined {
  const first = (started ?? ended)?.line;
  if (!first) return undefined;
  const { command, code, transactionId, continues, file } = { ...first, ...ended?.line };
  const told = ended?.line.event;
  const rows = receipt?.steps.reduce((sum, step) => sum + (step.rows ?? 0), 0);
  return {
    sequence: first.sequence,
    time: first.time,
    ...(ended && { ended: ended.line.time }),
    event:
      told === undefined || told === 'started' || told === 'approved'
        ? 'unended'
        : told === 'receipt-found'
          ? (receipt?.outcome ?? 'unended')
          : told,
    planId: first.planId,
    run,
    ...(command !== undefined && { command }),
    by: first.by,
    ...(code !== undefined && { code }),
    ...(transactionId !== undefined && { transactionId }),
    ...(continues !== undefined && { continues }),
    ...(rows !== undefined && { rows }),
    ...(receipt && { files: receipt.files.map(({ path }) => path) }),
    ...(receipt?.approvals && { approvedBy: receipt.approvals.map(({ identity }) => identity) }),
    ...(receipt?.unapproved !== undefined && { unapproved: receipt.unapproved }),
    ...(file !== undefined && { file }),
  };
}
