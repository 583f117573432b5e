import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { AuditLine } from '../audit-log/audit-line.ts';
import { auditLogPath, readAuditLog } from '../audit-log/read-audit-log.ts';
import { readReceipt } from '../read-receipt.ts';
import type { Receipt } from '../receipt.ts';

/** One run, as the audit log and the receipts beside the plan tell of it. */
export interface RunOfPlan extends Pick<Receipt, 'run' | 'planId' | 'by'> {
  readonly command: Receipt['command'];
  /** When it started. */
  readonly at: string;
  /** Absent: nothing says how it ended. It was killed, or is under way. */
  readonly ended?: EndOfRun;
}

interface EndOfRun extends Partial<Pick<Receipt, 'code' | 'transactionId' | 'continues'>> {
  readonly at: string;
  /** Absent: the receipt that would say so is gone. */
  readonly outcome?: Receipt['outcome'];
  /** The files that it wrote. */
  readonly files: readonly string[];
  /** The services that run were asked, and answered as they should. */
  readonly isFinished: boolean;
}

/**
 * The runs of the plans that this file held, oldest first: in the order of the log, then receipts of which the log knows nothing.
 * @throws PlanError FILE_UNREADABLE
 */
export async function readRuns(planPath: string): Promise<readonly RunOfPlan[]> {
  const lines = (await readAuditLog(auditLogPath(planPath))).flatMap(({ line }) =>
    line?.run && line.command ? [line] : [],
  );
  const receipts = new Map((await readReceipts(planPath)).map((receipt) => [receipt.run, receipt]));
  const names = new Set(lines.map(({ run }) => run));
  return [
    ...[...names].flatMap((name) =>
      ofLog(
        lines.filter(({ run }) => run === name),
        receipts.get(name ?? ''),
      ),
    ),
    ...[...receipts.values()].filter(({ run }) => !names.has(run)).map(ofReceipt),
  ];
}

async function readReceipts(planPath: string): Promise<readonly Receipt[]> {
  const folder = dirname(planPath);
  const names = (await readdir(folder).catch(() => [])).filter(
    (name) => name.startsWith(`${basename(planPath)}.receipt-`) && name.endsWith('.json'),
  );
  const receipts = await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(folder, name)).catch(() => undefined);
      return (bytes && readReceipt(bytes)) ?? [];
    }),
  );
  return receipts.flat().sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
}

function ofLog(lines: readonly AuditLine[], receipt: Receipt | undefined): readonly RunOfPlan[] {
  const [first] = lines;
  if (receipt) return [ofReceipt(receipt)];
  if (!first?.run || !first.command) return [];
  const { run, command, planId, by, time: at } = first;
  const last = lines.findLast(({ event }) => event !== 'started');
  return [{ run, command, planId, by, at, ...(last && { ended: ofLine(last) }) }];
}

function ofLine({ event, time: at, code, transactionId, continues }: AuditLine): EndOfRun {
  const outcome = event === 'started' || event === 'receipt-found' || event === 'approved' ? undefined : event;
  return {
    at,
    ...(outcome !== undefined && { outcome }),
    ...(code !== undefined && { code }),
    ...(transactionId !== undefined && { transactionId }),
    ...(continues !== undefined && { continues }),
    files: [],
    isFinished: false,
  };
}

function ofReceipt(receipt: Receipt): RunOfPlan {
  const {
    run,
    command,
    planId,
    by,
    startedAt,
    endedAt,
    outcome,
    code,
    transactionId,
    continues,
    files,
    probes = [],
  } = receipt;
  return {
    run,
    command,
    planId,
    by,
    at: startedAt,
    ended: {
      at: endedAt,
      outcome,
      ...(code !== undefined && { code }),
      ...(transactionId !== undefined && { transactionId }),
      ...(continues !== undefined && { continues }),
      files: files.map(({ path }) => path),
      isFinished: probes.length > 0 && probes.every((probe) => probe.outcome !== 'failed'),
    },
  };
}
