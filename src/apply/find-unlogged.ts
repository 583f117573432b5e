import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sha256 } from '../support/digest.ts';
import { auditLogPath, readAuditLog } from './audit-log/read-audit-log.ts';
import { readReceipt } from './read-receipt.ts';
import type { Receipt, WrittenReceipt } from './receipt.ts';

/** A receipt that the audit log does not know. */
export interface UnloggedReceipt {
  readonly receipt: Receipt;
  readonly written: WrittenReceipt;
}

/** Receipts of runs that were killed between their receipt and their last line: the log knows how they started, and no more. */
export async function findUnlogged(planPath: string): Promise<readonly UnloggedReceipt[]> {
  const lines = (await readAuditLog(auditLogPath(planPath))).flatMap(({ line }) => (line ? [line] : []));
  const known = new Set(lines.map(({ file }) => file));
  const started = new Set(lines.flatMap(({ event, run }) => (event === 'started' ? [run] : [])));
  const folder = dirname(planPath);
  // What cannot be read now is told by those who check.
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => name.startsWith(`${basename(planPath)}.receipt-`) && name.endsWith('.json') && !known.has(name))
    .sort();
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const bytes = await readFile(path).catch(() => undefined);
      const receipt = bytes && readReceipt(bytes);
      return receipt && started.has(receipt.run) ? [{ receipt, written: { path, digest: sha256(bytes) } }] : [];
    }),
  );
  return found.flat();
}
