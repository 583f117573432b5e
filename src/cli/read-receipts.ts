import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readReceipt } from '../apply/read-receipt.ts';
import type { Receipt } from '../apply/receipt.ts';
import type { PastRun } from '../render/view/past-run.ts';

/**
 * What the receipts beside a plan say of runs of this very plan, oldest first. Files that are no receipts, or of another plan of this
 * name, are passed over: a plan is shown without them too.
 */
export function readReceipts(planPath: string, planId: string): readonly PastRun[] {
  const receipts = receiptNames(planPath).flatMap((name) => readFile(join(dirname(planPath), name)) ?? []);
  return receipts
    .filter((receipt) => receipt.planId === planId)
    .sort((a, b) => (a.startedAt === b.startedAt ? 0 : a.startedAt < b.startedAt ? -1 : 1))
    .map(toRun);
}

function receiptNames(planPath: string): readonly string[] {
  const start = `${basename(planPath)}.receipt-`;
  try {
    return readdirSync(dirname(planPath))
      .filter((name) => name.startsWith(start) && name.endsWith('.json'))
      .sort();
  } catch {
    return [];
  }
}

function readFile(path: string): Receipt | undefined {
  try {
    return readReceipt(readFileSync(path));
  } catch {
    return undefined;
  }
}

function toRun({ command, outcome, startedAt, endedAt, by, code, approvals = [], unapproved }: Receipt): PastRun {
  return {
    command,
    outcome,
    startedAt,
    endedAt,
    by,
    ...(code === undefined ? {} : { code }),
    approvedBy: approvals.map(({ identity }) => identity),
    ...(unapproved === undefined ? {} : { unapproved }),
  };
}
