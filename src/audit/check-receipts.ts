import type { AuditLine } from '../apply/audit-log/audit-line.ts';
import { readReceipt } from '../apply/read-receipt.ts';
import type { Receipt } from '../apply/receipt.ts';
import type { Problem } from '../support/errors.ts';
import type { AuditFiles } from './audit-files.ts';
import { linesOf, type NumberedLine } from './audit-finding.ts';

/** Whether each receipt is there, byte for byte what the log says, and says what the log says; and whether the log knows all of them. */
export function checkReceipts({ logPath, pieces, receipts }: AuditFiles): readonly Problem[] {
  const lines = linesOf(pieces).filter(({ line }) => line.file !== undefined && line.event !== 'approved');
  const known = new Set(lines.map(({ line }) => line.file));
  const unlisted = [...receipts.values()].filter(({ name }) => !known.has(name));
  return [
    ...lines.flatMap((numbered) => checkReceipt(numbered, logPath, receipts)),
    ...unlisted.map(({ path, name }): Problem => {
      const message = `The audit log does not know ${name}: the run was killed before it wrote its last line, or the log was cut.`;
      return { code: 'AUDIT_RECEIPT_UNLISTED', message, place: { file: path } };
    }),
  ];
}

function checkReceipt(
  { number, line }: NumberedLine,
  logPath: string,
  receipts: AuditFiles['receipts'],
): readonly Problem[] {
  const receipt = receipts.get(line.file ?? '');
  const place = { file: logPath, line: number };
  if (!receipt) return [{ code: 'AUDIT_RECEIPT_MISSING', message: `The receipt ${line.file} is not there.`, place }];
  if (receipt.digest !== line.digest) {
    const message = `${receipt.name} was changed: the log says ${line.digest}, found ${receipt.digest}.`;
    return [{ code: 'AUDIT_RECEIPT_CHANGED', message, place: { file: receipt.path } }];
  }
  const read = readReceipt(receipt.bytes);
  const other = read ? differences(line, read) : ['that it is a receipt'];
  if (other.length === 0) return [];
  const message = `The line and ${receipt.name} do not say the same of: ${other.join(', ')}.`;
  return [{ code: 'AUDIT_RECEIPT_OTHER', message, place }];
}

function differences(line: AuditLine, receipt: Receipt): readonly string[] {
  const fields = ['planId', 'run', 'command', 'by', 'code', 'transactionId', 'journal', 'continues'] as const;
  const same = fields.filter((field) => line[field] !== receipt[field]);
  return [...(line.event === receipt.outcome || line.event === 'receipt-found' ? [] : ['outcome']), ...same];
}
