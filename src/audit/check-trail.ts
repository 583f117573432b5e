import type { Problem } from '../support/errors.ts';
import type { AuditFiles } from './audit-files.ts';
import { type AuditFindings, joinFindings, linesOf } from './audit-finding.ts';
import { checkApprovals } from './check-approvals.ts';
import { checkChain } from './check-chain.ts';
import { checkReceipts } from './check-receipts.ts';
import { compareJournal } from './compare-journal.ts';
import { checkJournal, type JournalRow } from './journal-rows.ts';
import { describeRun, runsOf } from './runs.ts';

/**
 * Whether everything that tells of the runs of a plan is whole and says the same. Without `rows` the journal is left out.
 * @param noted the hash of a line that somebody noted elsewhere: it must still be there
 */
export function checkTrail(
  files: AuditFiles,
  planId: string,
  rows: readonly JournalRow[] | undefined,
  noted?: string,
): AuditFindings {
  return joinFindings([
    checkFiles(files, planId),
    ...(rows ? [checkRows(files, planId, rows)] : []),
    { problems: noted === undefined ? [] : checkNoted(files, noted), notes: [] },
  ]);
}

function checkNoted({ logPath, pieces }: AuditFiles, noted: string): readonly Problem[] {
  if (linesOf(pieces).some(({ line }) => line.hash === noted)) return [];
  const message = `No line of the log has the hash that was noted, ${noted}.`;
  return [{ code: 'AUDIT_NOTED_MISSING', message, place: { file: logPath } }];
}

/** Log, receipts and approvals, without a database. */
function checkFiles(files: AuditFiles, planId: string): AuditFindings {
  const lines = linesOf(files.pieces);
  const isOther = lines.length > 0 && lines.every(({ line }) => line.planId !== planId);
  return joinFindings([
    checkChain(files.logPath, files.pieces),
    {
      problems: [...checkLogThere(files), ...checkReceipts(files), ...checkApprovals(files)],
      notes: unendedRuns(files),
    },
    {
      problems: [],
      notes: isOther ? [`No line of the log is about this plan: ${lines.length} are about others.`] : [],
    },
  ]);
}

function checkRows({ logPath, pieces }: AuditFiles, planId: string, rows: readonly JournalRow[]): AuditFindings {
  return joinFindings([
    { problems: checkJournal(rows), notes: [] },
    compareJournal({ planId, logPath, lines: linesOf(pieces), rows }),
  ]);
}

function checkLogThere({ logPath, pieces, receipts }: AuditFiles): readonly Problem[] {
  if (pieces.length > 0 || receipts.size === 0) return [];
  const message = `There are ${receipts.size} receipts and no line of an audit log.`;
  return [{ code: 'AUDIT_LOG_MISSING', message, place: { file: logPath } }];
}

function unendedRuns({ pieces }: AuditFiles): readonly string[] {
  return runsOf(linesOf(pieces)).flatMap(({ started, ended }) =>
    started && !ended
      ? [`The log does not say how ${describeRun(started.line)}, ended: it was killed, or is under way.`]
      : [],
  );
}
