import type { DifferingLines } from './first-difference.ts';

/** The columns of a line: first those of the key, in its order. */
export interface KeyedColumns {
  readonly key: readonly { readonly name: string; readonly isUuid: boolean }[];
  readonly others: readonly { readonly name: string }[];
}

/**
 * What is wrong with the first row that differs: missing in MAS, only in MAS, or different in which columns. The row is named by the
 * ids in its key; what else is in it may be somebody's address or token, and is not shown.
 * @param lines of `COPY ... TO STDOUT` in its text format
 */
export function describeDifference(columns: KeyedColumns, { source, target }: DifferingLines): string {
  const width = columns.key.length;
  const [planned, found] = [source, target].map((line) => line && fieldsOf(line));
  const order = planned && found ? compareKeys(planned.slice(0, width), found.slice(0, width)) : 0;
  if (planned && (!found || order < 0)) return `${name(columns, planned)} is missing in MAS`;
  if (found && (!planned || order > 0)) return `${name(columns, found)} is only in MAS`;
  if (!planned || !found) throw new Error('one side has a row, or there is no difference');
  const different = columns.others.filter((_, index) => !same(planned[width + index], found[width + index]));
  // The same row twice: equal in all columns where it should not be there at all cannot be, but its key may be double.
  const what = different.map((column) => column.name).join(', ');
  return `${name(columns, planned)} differs in ${what}`;
}

function name({ key }: KeyedColumns, fields: readonly Buffer[]): string {
  const parts = key.map((column, index) => `${column.name} ${column.isUuid ? fields[index] : '[not shown]'}`);
  return `the row with ${parts.join(', ')}`;
}

/** As the servers sort: column by column, by the bytes of the values. Ids are all of one length and case. */
function compareKeys(a: readonly Buffer[], b: readonly Buffer[]): number {
  for (const [index, field] of a.entries()) {
    const order = Buffer.compare(unescapeField(field), unescapeField(b[index] ?? Buffer.alloc(0)));
    if (order !== 0) return order;
  }
  return 0;
}

function same(a: Buffer | undefined, b: Buffer | undefined): boolean {
  return a !== undefined && b !== undefined && a.equals(b);
}

/** Tabs within values are escaped. */
function fieldsOf(line: Buffer): readonly Buffer[] {
  return line
    .toString('latin1')
    .split('\t')
    .map((field) => Buffer.from(field, 'latin1'));
}

/** Undoes the escapes of COPY's text format that the server writes. https://www.postgresql.org/docs/current/sql-copy.html */
function unescapeField(field: Buffer): Buffer {
  const text = field
    .toString('latin1')
    .replaceAll(/\\(.)/gs, (_, character: string) => escapes[character] ?? character);
  return Buffer.from(text, 'latin1');
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
