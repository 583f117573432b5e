import type { AuditLine } from '../apply/audit-log/audit-line.ts';
import type { AuditPiece } from '../apply/audit-log/read-audit-log.ts';
import type { Problem } from '../support/errors.ts';

/** What an auditor is told: what does not fit together, and what does but wants to be known. */
export interface AuditFindings {
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

/** A line with its number in the file. */
export interface NumberedLine {
  readonly number: number;
  readonly line: AuditLine;
}

/** The lines of a log that can be read; one that lacks nothing but its line end is one of them. */
export function linesOf(pieces: readonly AuditPiece[]): readonly NumberedLine[] {
  return pieces.flatMap(({ number, line, isEnded, isIntact }) =>
    line !== undefined && (isEnded || isIntact) ? [{ number, line }] : [],
  );
}

/** All of them together. */
export function joinFindings(findings: readonly AuditFindings[]): AuditFindings {
  return {
    problems: findings.flatMap(({ problems }) => problems),
    notes: findings.flatMap(({ notes }) => notes),
  };
}
