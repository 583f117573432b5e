import { lstat, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { GivenApproval } from '../approve/authorization.ts';
import type { DatabaseName, Phase } from '../plan/types.gen.ts';
import { sha256 } from '../support/digest.ts';
import { writeExclusively } from '../support/write-exclusively.ts';
import { syncDirectoryOf } from './files/write-new-file.ts';

/** What one run of apply, rollback or verify did, also a failed one. plan-schema/receipt.schema.json says the same to programs. */
export interface Receipt {
  readonly formatVersion: '1.0';
  readonly command: 'apply' | 'rehearse' | 'rollback' | 'verify';
  readonly planId: string;
  /** A name for this run, in the audit log and the journal too. */
  readonly run: string;
  /** The line of the audit log with which it started; absent where none could be written. */
  readonly started?: { readonly sequence: number; readonly hash: string };
  readonly tool: { readonly version: string; readonly node: string };
  /** What was found, as far as the run came to it. */
  readonly databases: Readonly<Partial<Record<DatabaseName, ReceiptDatabase>>>;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly by: string;
  /** `prepared` with a code: the files of the phase `prepare` were put in place and stay, then it stopped. */
  readonly outcome:
    | 'prepared'
    | 'applied'
    | 'already-applied'
    | 'rehearsed'
    | 'verified'
    | 'rolled-back'
    | 'failed'
    | 'interrupted';
  /** Of the failure. */
  readonly code?: string;
  /** Of PostgreSQL, where something was committed. */
  readonly transactionId?: string;
  /** The hash of the journal's entry about it. */
  readonly journal?: string;
  /** The run that had committed before what this one found done, or verifies. */
  readonly continues?: string;
  readonly steps: readonly ReceiptStep[];
  readonly accounting?: readonly ReceiptEntity[];
  /** The files that were written. */
  readonly files: readonly ReceiptFile[];
  /** Beyond the point of no return: how often that happened which the way back loses, by the names of the plan. */
  readonly losses?: readonly { readonly loss: string; readonly count: number }[] | undefined;
  /** The tables of MAS whose rows were discarded, with a digest of these. */
  readonly discarded?:
    | readonly { readonly table: string; readonly rows: number; readonly rowsDigest: string }[]
    | undefined;
  /** A phase that was not asked for by name and could not begin, and what was missing. */
  readonly stoppedBefore?: { readonly phase: Phase; readonly missing: readonly string[] } | undefined;
  /** What the services that run answered, in the phase `finish`. */
  readonly probes?: readonly ReceiptProbe[] | undefined;
  /** Steps for people that nothing can check, and who answers for them: who approved the plan, else who gave its id. */
  readonly answeredFor?: { readonly by: readonly string[]; readonly steps: readonly string[] } | undefined;
  /** By what right it ran. */
  readonly approvals?: readonly GivenApproval[];
  /** Why this plan was applied without approvals: by this run, or by the one that is finished or taken back. */
  readonly unapproved?: string;
  /** Somebody approved the plan that they had made. */
  readonly selfApproval?: true;
  /** The digest of the policy that was in force. */
  readonly policy?: string;
}

/** A database as it was found. */
export interface ReceiptDatabase {
  readonly name: string;
  readonly systemIdentifier: string;
  readonly oid: number;
  /** server_version_num */
  readonly serverVersion: number;
  /** Synapse: of its schema. MAS: the newest migration. */
  readonly schemaVersion: string;
  /** A rehearsal took it for a copy of the one that was planned for. */
  readonly copy?: true;
}

/** One step that ran. */
export interface ReceiptStep {
  readonly id: string;
  readonly rows?: number;
  readonly bytes?: number;
  readonly durationMs: number;
  /** Of the text of its SQL. */
  readonly sqlDigest?: string;
  /** Of the bytes that were copied. */
  readonly rowsDigest?: string;
}

/** One question to a running service. */
export interface ReceiptProbe {
  readonly id: string;
  readonly outcome: 'passed' | 'failed' | 'not-asked';
  readonly detail: string;
}

/** Rows of a source table, as found and as planned. */
export interface ReceiptEntity {
  readonly entity: string;
  readonly rows: number;
  readonly planned: number;
}

/** A file that was written. Without digests: there was none before, there is none now, or it holds a secret. */
export interface ReceiptFile {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
  readonly secret?: true;
}

/** A receipt on disk. */
export interface WrittenReceipt {
  readonly path: string;
  /** Of its bytes. */
  readonly digest: string;
}

/**
 * Writes a receipt beside the plan: `PLAN.receipt-20260131T020304Z-apply.json`. Never over another one; under its name it is whole from the
 * first instant on. Only one process may do it at a time.
 * @throws PlanError FILE_UNWRITABLE
 */
export async function writeReceipt(planPath: string, receipt: Receipt): Promise<WrittenReceipt> {
  const time = receipt.startedAt.replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
  const stem = `${planPath}.receipt-${time}-${receipt.command}`;
  const text = `${JSON.stringify(receipt, null, 2)}\n`;
  await removeTornReceipt(planPath);
  await writeExclusively(tornPath(planPath), text);
  for (let count = 1; ; count++) {
    const path = count === 1 ? `${stem}.json` : `${stem}-${count}.json`;
    if (await isThere(path)) continue;
    await rename(tornPath(planPath), path);
    await syncDirectoryOf(path);
    return { path, digest: sha256(text) };
  }
}

/** Removes what a run left of its receipt that was killed while it wrote it. */
export async function removeTornReceipt(planPath: string): Promise<void> {
  await rm(tornPath(planPath), { force: true });
}

function tornPath(planPath: string): string {
  return join(dirname(planPath), `.${basename(planPath)}.receipt.staged`);
}

async function isThere(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}
