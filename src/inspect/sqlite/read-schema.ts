import { planError } from '../../support/errors.ts';
import { quoteIdentifier } from '../../support/sql-text.ts';
import type { SqliteReader } from '../../support/sqlite/read-sqlite.ts';
import { type SourceType, sourceTables } from './source-tables.ts';

/** A table of Synapse on SQLite, as far as it is read. */
export interface SqliteTable {
  readonly name: string;
  /** In the order in which SQLite has them. */
  readonly columns: readonly { readonly name: string; readonly type: SourceType; readonly notNull: boolean }[];
  /** The columns of each unique index that stands on columns which are read, and on all rows. */
  readonly unique: readonly (readonly string[])[];
}

/**
 * The tables that are there, out of those that are read, sorted by name; SQLite has looked them over for damage.
 * @throws PlanError SQLITE_DAMAGED
 */
export function readSqliteSchema(reader: SqliteReader): readonly SqliteTable[] {
  const found = new Set(
    reader
      .all(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'`)
      .map(({ name }) => name),
  );
  const names = Object.keys(sourceTables)
    .filter((name) => found.has(name))
    .sort();
  return names.flatMap((name) => {
    checkTable(reader, name);
    const types = sourceTables[name] ?? {};
    const columns = reader
      .all(`PRAGMA table_info(${quoteIdentifier(name)})`)
      .flatMap(({ name: column, notnull, pk }) => {
        const type = types[String(column)];
        return type === undefined
          ? []
          : [{ name: String(column), type, notNull: notnull !== 0 || pk !== 0, isKey: pk !== 0 }];
      });
    // None that is Synapse's: others say what is missing.
    if (columns.length === 0) return [];
    const key = columns.filter(({ isKey }) => isKey).map((column) => column.name);
    const unique = [...(key.length > 0 ? [key] : []), ...uniqueIndexes(reader, name)].filter((index) =>
      index.every((column) => columns.some((other) => other.name === column)),
    );
    return [
      {
        name,
        columns: columns.map(({ isKey: _isKey, ...column }) => column),
        unique: [...new Set(unique.map((index) => index.join(' ')))].sort().map((index) => index.split(' ')),
      },
    ];
  });
}

function checkTable({ all, file }: SqliteReader, name: string): void {
  const [{ integrity_check: found } = {}] = all(`PRAGMA integrity_check(${quoteIdentifier(name)})`);
  if (found === 'ok') return;
  throw planError('SQLITE_DAMAGED', `${file.path}: ${String(found)}`, {
    place: { file: file.path, database: 'synapse', table: name },
  });
}

/** Without those that hold some rows only, or more than columns. */
function uniqueIndexes({ all }: SqliteReader, table: string): readonly (readonly string[])[] {
  const indexes = all(`PRAGMA index_list(${quoteIdentifier(table)})`).filter(
    (index) => index.unique === 1 && index.partial === 0,
  );
  return indexes
    .map((index) => all(`PRAGMA index_info(${quoteIdentifier(String(index.name))})`).map(({ name }) => String(name)))
    .filter((columns) => columns.length > 0);
}
