import type { AuditLine } from '../apply/audit-log/audit-line.ts';
import type { NumberedLine } from './audit-finding.ts';

/** One run as the audit log tells of it. */
export interface Run {
  readonly run: string;
  readonly started?: NumberedLine;
  /** Absent: it was killed, is still under way, or the line is lost. */
  readonly ended?: NumberedLine;
}

/** The runs of a log, in the order in which they first appear. */
export function runsOf(lines: readonly NumberedLine[]): readonly Run[] {
  const runs = new Map<string, Run>();
  for (const numbered of lines) {
    const { run, event } = numbered.line;
    if (run === undefined || event === 'approved') continue;
    const known = runs.get(run) ?? { run };
    runs.set(run, event === 'started' ? { ...known, started: numbered } : { ...known, ended: numbered });
  }
  return [...runs.values()];
}

/** `the apply of grace, 2026-01-31T12:00:00.000Z` */
export function describeRun({ command, by, time }: Pick<AuditLine, 'command' | 'by' | 'time'>): string {
  return `the ${command ?? 'run'} of ${by}, ${time}`;
}
