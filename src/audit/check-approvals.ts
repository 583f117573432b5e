import { readReceipt } from '../apply/read-receipt.ts';
import { approvalPath } from '../approve/approval-path.ts';
import type { Problem } from '../support/errors.ts';
import type { AuditFiles } from './audit-files.ts';
import { linesOf } from './audit-finding.ts';

/** Whether the approvals that receipts name, and those that the log tells of, are there, byte for byte. */
export function checkApprovals(files: AuditFiles): readonly Problem[] {
  const { planPath, logPath, receipts, approvals } = files;
  const digests = new Set(approvals.map(({ digest }) => digest));
  const names = new Set(approvals.map(({ path }) => path));
  const missing = (digest: string, what: string, path: string, place: Problem['place']): readonly Problem[] => {
    if (digests.has(digest)) return [];
    const isThere = names.has(path);
    const code = isThere ? 'AUDIT_APPROVAL_CHANGED' : 'AUDIT_APPROVAL_MISSING';
    const message = `${what} ${isThere ? 'was changed' : 'is not there'}: no approval has the digest ${digest}.`;
    return [{ code, message, place: isThere ? { file: path } : (place ?? {}) }];
  };
  return [
    ...[...receipts.values()].flatMap((file) => {
      const receipt = readReceipt(file.bytes);
      // The way back has approvals only where it discards.
      const action = receipt?.command === 'rollback' ? 'discard-mas-changes' : 'apply';
      return (receipt?.approvals ?? []).flatMap(({ identity, envelope }) =>
        missing(envelope, `The approval of ${identity}`, approvalPath(planPath, identity, action), { file: file.path }),
      );
    }),
    ...linesOf(files.pieces).flatMap(({ number, line: { event, file = '', digest = '' } }) => {
      if (event !== 'approved') return [];
      const path = approvals.find(({ name }) => name === file)?.path ?? '';
      return missing(digest, `The approval ${file}`, path, { file: logPath, line: number });
    }),
  ];
}
