import type { CatalogColumn, CatalogTable } from '../../inspect/catalog.ts';
import type { CopyTable } from './copy-tables.ts';

/** What was decided for the columns of one table. */
export interface ColumnDecision {
  /** The columns that are written, in MAS's own order. */
  readonly columns: readonly CatalogColumn[];
  /** For the reviewer: known columns that keep their default, those that this MAS lacks, and those that nobody knows. */
  readonly notes: readonly string[];
  /** Columns that this MAS lacks, or has beyond what is known. */
  readonly differences: readonly string[];
  /** Unknown columns that must have a value and have no default. */
  readonly impossible: readonly string[];
}

/** Decides by the catalog of MAS, not by its version, which columns are written. */
export function decideColumns(copy: CopyTable, table: CatalogTable): ColumnDecision {
  const known = new Set(copy.columns);
  const columns = table.columns.filter((column) => known.has(column.name));
  const lacking = copy.columns.filter(
    (name) => !onlyOld.has(`${copy.table}.${name}`) && !columns.some((column) => column.name === name),
  );
  const others = table.columns.filter((column) => !known.has(column.name));
  const unknown = others.filter((column) => !Object.hasOwn(copy.left, column.name));
  const impossible = others.filter((column) => column.notNull && column.default === null && !column.generated);
  return {
    columns,
    notes: [
      ...others
        .filter((column) => !unknown.includes(column))
        .map((column) => `${column.name} keeps its default: ${copy.left[column.name]}.`),
      ...unknown.map((column) => `${column.name} is unknown to this release and keeps its default.`),
      ...lacking.map((name) => `${name} is not in this MAS; what it would hold is dropped.`),
    ],
    differences: [
      ...lacking.map((name) => `${name} is missing`),
      ...unknown.map((column) => `${column.name} is unknown`),
    ],
    impossible: impossible.map((column) => column.name),
  };
}

/** Columns of MAS 0.11 that newer versions have no more: nothing is missed where they are absent. */
const onlyOld = new Set(['users.primary_user_email_id', 'user_emails.confirmed_at']);
