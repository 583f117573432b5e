import { printable } from '../support/printable.ts';
import { formatCount } from './format-count.ts';

/** What is shown of a comparison that found no difference. */
export interface ShownVerifyReport {
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly bytes: number }[];
  /** Why the plan was applied without approvals. */
  readonly unapproved?: string;
}

/** What was compared, and that it is equal. */
export function renderVerifyReport({ tables, unapproved }: ShownVerifyReport): string {
  const width = Math.max(0, ...tables.map(({ table }) => table.length));
  const lines = tables.map(
    ({ table, rows, bytes }) =>
      `  ${table.padEnd(width)}  ${formatCount(rows).padStart(13)} rows  ${formatCount(bytes).padStart(15)} bytes`,
  );
  return [
    'Verified: every row of MAS is, byte for byte, what the plan makes of Synapse.',
    ...(unapproved === undefined ? [] : [`The plan was applied without approvals: ${printable(unapproved)}`]),
    '',
    ...lines,
    '',
  ].join('\n');
}
