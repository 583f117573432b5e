import type { CopiedRow } from './copied-row.ts';
import type { DifferingRows } from './first-difference.ts';

/** The columns of a row: first those of the key, in its order. */
export interface KeyedColumns {
  readonly key: readonly { readonly name: string; readonly isUuid: boolean }[];
  readonly others: readonly { readonly name: string }[];
}

/**
 * What is wrong with the first row that differs: missing in MAS, only in MAS, or different in which columns. The row is named by the
 * ids in its key; what else is in it may be somebody's address or token, and is not shown.
 */
export function describeDifference(columns: KeyedColumns, { source, target }: DifferingRows): string {
  const width = columns.key.length;
  const order = source && target ? compareKeys(source.slice(0, width), target.slice(0, width)) : 0;
  if (source && (!target || order < 0)) return `${name(columns, source)} is missing in MAS`;
  if (target && (!source || order > 0)) return `${name(columns, target)} is only in MAS`;
  if (!source || !target) throw new Error('one side has a row, or there is no difference');
  const different = columns.others.filter((_, index) => !isSame(source[width + index], target[width + index]));
  // The same row twice: equal in all columns where it should not be there at all cannot be, but its key may be double.
  const what = different.map((column) => column.name).join(', ');
  return `${name(columns, source)} differs in ${what}`;
}

function name({ key }: KeyedColumns, row: CopiedRow): string {
  const parts = key.map((column, index) => `${column.name} ${column.isUuid ? uuidOf(row[index]) : '[not shown]'}`);
  return `the row with ${parts.join(', ')}`;
}

/** As the servers sort: column by column, by the bytes of the values. NULL, which no key holds, comes last. */
function compareKeys(a: CopiedRow, b: CopiedRow): number {
  for (const [index, field] of a.entries()) {
    const other = b[index] ?? null;
    const order = field && other ? Buffer.compare(field, other) : Number(field === null) - Number(other === null);
    if (order !== 0) return order;
  }
  return 0;
}

function isSame(a: Buffer | null | undefined, b: Buffer | null | undefined): boolean {
  return a && b ? a.equals(b) : a === b;
}

function uuidOf(field: Buffer | null | undefined): string {
  return (field?.toString('hex') ?? '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
