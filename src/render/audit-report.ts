import { printable } from '../support/printable.ts';
import { formatCount } from './format-count.ts';

/** What was found in order in a trail that is whole. */
export interface AuditReport {
  readonly planId: string;
  readonly lines: number;
  readonly receipts: number;
  readonly approvals: number;
  /** Absent where the journal was not asked. */
  readonly entries?: number;
  /** The last line: whoever notes its hash elsewhere can tell later that nothing before it was changed. */
  readonly head?: { readonly sequence: number; readonly hash: string };
  readonly notes: readonly string[];
}

/** What was checked, what is worth to know, and the hash to note elsewhere. */
export function renderAuditReport(report: AuditReport): string {
  const { planId, lines, receipts, approvals, entries, head, notes } = report;
  const row = (name: string, value: string): string => `  ${name.padEnd(15)} ${value}`;
  return [
    lines === 0 && receipts === 0 && (entries ?? 0) === 0
      ? 'Nothing has happened to this plan yet, as far as anything tells.'
      : 'Verified: the audit log is whole, and everything else says the same.',
    '',
    row('Plan', planId),
    row('Log lines', formatCount(lines)),
    row('Receipts', formatCount(receipts)),
    row('Approvals', formatCount(approvals)),
    row('Journal entries', entries === undefined ? 'not asked (--no-database)' : formatCount(entries)),
    ...(head ? [row('Head', `line ${head.sequence}, ${head.hash}`)] : []),
    '',
    ...notes.map((note) => `Note: ${printable(note)}`),
    ...(head
      ? ['Note the head where nobody who can write the log can write: it tells if the log is ever written anew.']
      : []),
    '',
  ].join('\n');
}
