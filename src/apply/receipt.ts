import type { GivenApproval } from '../approve/authorization.ts';
import { writeExclusively } from '../support/write-exclusively.ts';

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
  /** By what right it ran. */
  readonly approvals?: readonly GivenApproval[];
  /** Why this plan was applied without approvals: by this run, or by the one that is finished or taken back. */
  readonly unapproved?: string;
  /** Somebody approved the plan that they had made. */
  readonly selfApproval?: true;
  /** The digest of the policy that was in force. */
  readonly policy?: string;
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
