import { open } from 'node:fs/promises';
import { planError } from '../support/errors.ts';

/** What one run of apply or rollback did, also a failed one. plan-schema/receipt.schema.json says the same to programs. */
export interface Receipt {
  readonly formatVersion: '1.0';
  readonly command: 'apply' | 'rehearse' | 'rollback';
  readonly planId: string;
  readonly tool: { readonly version: string };
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly by: string;
  /** `prepared` with a code: the files of the phase `prepare` were put in place and stay, then it stopped. */
  readonly outcome: 'prepared' | 'applied' | 'already-applied' | 'rehearsed' | 'rolled-back' | 'failed' | 'interrupted';
  /** Of the failure. */
  readonly code?: string;
  /** Of PostgreSQL, where something was committed. */
  readonly transactionId?: string;
  readonly steps: readonly ReceiptStep[];
  readonly accounting?: readonly ReceiptEntity[];
  /** The files that were written. */
  readonly files: readonly string[];
}

/** One step that ran. */
export interface ReceiptStep {
  readonly id: string;
  readonly rows?: number;
  readonly bytes?: number;
  readonly durationMs: number;
}

/** Rows of a source table, as found and as planned. */
export interface ReceiptEntity {
  readonly entity: string;
  readonly rows: number;
  readonly planned: number;
}

/**
 * Writes a receipt beside the plan and gives its path: `PLAN.receipt-20260131T020304Z-apply.json`. Never over another one.
 * @throws PlanError FILE_UNWRITABLE
 */
export async function writeReceipt(planPath: string, receipt: Receipt): Promise<string> {
  const time = receipt.startedAt.replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
  const stem = `${planPath}.receipt-${time}-${receipt.command}`;
  const text = `${JSON.stringify(receipt, null, 2)}\n`;
  for (let count = 1; ; count++) {
    const path = count === 1 ? `${stem}.json` : `${stem}-${count}.json`;
    if (await writeExclusively(path, text)) return path;
  }
}

/** False when there is a file of this name. */
async function writeExclusively(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o644);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'EEXIST') return false;
    throw planError('FILE_UNWRITABLE', `${path} cannot be written (${code}).`, { place: { file: path } }, error);
  }
}
