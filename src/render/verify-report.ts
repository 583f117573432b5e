import { printable } from '../support/printable.ts';
import { formatCount } from './format-count.ts';

/** What is shown of a comparison that found no difference. */
export interface ShownVerifyReport {
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly bytes: number }[];
  /** Why the plan was applied without approvals. */
  readonly unapproved?: string;
  /** Where it is noted down. */
  readonly receiptPath?: string;
  /** The line of the audit log about it. */
  readonly ended?: { readonly sequence: number; readonly hash: string };
}

/** What was compared, and that it is equal. */
export function renderVerifyReport({ tables, unapproved, receiptPath, ended }: ShownVerifyReport): string {
  const width = Math.max(0, ...tables.map(({ table }) => table.length));
  const lines = tables.map(
    ({ table, rows, bytes }) =>
      `  ${table.padEnd(width)}  ${formatCount(rows).padStart(13)} rows  ${formatCount(bytes).padStart(15)} bytes`,
  );
  const trace = [
    ...(receiptPath === undefined ? [] : [`Receipt:     ${printable(receiptPath)}`]),
    ...(ended ? [`Audit log:   line ${ended.sequence}, ${ended.hash}`] : []),
  ];
  return [
    'Verified: every row of MAS is, byte for byte, what the plan makes of Synapse.',
    ...(unapproved === undefined ? [] : [`The plan was applied without approvals: ${printable(unapproved)}`]),
    '',
    ...lines,
    '',
    ...(trace.length > 0 ? [...trace, ''] : []),
  ].join('\n');
}
