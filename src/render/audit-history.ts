import { formatCount } from './format-count.ts';
import { renderTextTable } from './text-table.ts';

/** What is shown of one thing that happened to a plan. */
export interface ShownHistoryEntry {
  readonly sequence: number;
  readonly time: string;
  readonly event: string;
  readonly planId: string;
  readonly command?: string;
  readonly by: string;
  readonly code?: string;
  readonly transactionId?: string;
  readonly rows?: number;
  readonly files?: readonly string[];
  readonly approvedBy?: readonly string[];
  readonly unapproved?: string;
  readonly file?: string;
}

/** The history of a plan as one table. */
export function renderAuditHistory(entries: readonly ShownHistoryEntry[], planId: string): string {
  if (entries.length === 0)
    return 'The audit log of this plan is empty: nothing has happened yet, or the log is gone.\n';
  const table = {
    kind: 'table',
    head: ['Line', 'Time', 'What', 'By', 'Details'],
    rows: entries.map((entry) => [
      String(entry.sequence),
      entry.time.replace(/\.\d+Z$/, 'Z'),
      [entry.command, entry.event].filter((word) => word !== undefined).join(': '),
      entry.by,
      detailsOf(entry, planId),
    ]),
    numbers: [0],
  } as const;
  return `${renderTextTable(table, 120).join('\n')}\n`;
}

function detailsOf(entry: ShownHistoryEntry, planId: string): string {
  const { code, transactionId, rows = 0, files = [], approvedBy = [], unapproved, file } = entry;
  return [
    ...(entry.planId === planId ? [] : [`another plan, ${entry.planId}`]),
    ...(code === undefined ? [] : [code]),
    ...(rows === 0 ? [] : [`${formatCount(rows)} rows`]),
    ...(files.length === 0 ? [] : [`${files.length} ${files.length === 1 ? 'file' : 'files'}`]),
    ...(transactionId === undefined ? [] : [`transaction ${transactionId}`]),
    ...(approvedBy.length === 0 ? [] : [`approved by ${approvedBy.join(', ')}`]),
    ...(unapproved === undefined ? [] : [`without approvals: ${unapproved}`]),
    ...(file === undefined ? [] : [file]),
  ].join('; ');
}
