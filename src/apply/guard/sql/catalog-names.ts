import { catalogTables } from '../../../inspect/catalog.ts';

/** What the catalog text of a plan says about names. */
export interface CatalogNames {
  readonly tables: ReadonlySet<string>;
  /** Names of columns, of whichever table. */
  readonly columns: ReadonlySet<string>;
  /** `table column`, `table constraint` pairs. */
  readonly columnsOf: ReadonlyMap<string, ReadonlySet<string>>;
  readonly constraints: readonly { readonly table: string; readonly name: string; readonly definition: string }[];
  /** The CREATE INDEX statements. */
  readonly indexes: readonly string[];
}

/** Reads the lines that src/inspect/catalog.ts writes. A line of another form adds no name, so nothing is allowed by it. */
export function catalogNames(catalog: string): CatalogNames {
  const lines = catalog.split('\n');
  const columns = lines.flatMap((line) => {
    const [, table, column] = /^([^\s.]+)\.(\S+) \S/.exec(line) ?? [];
    return table !== undefined && column !== undefined ? [{ table, column }] : [];
  });
  const columnsOf = new Map<string, Set<string>>();
  for (const { table, column } of columns) columnsOf.set(table, (columnsOf.get(table) ?? new Set()).add(column));
  return {
    // PostgreSQL's own catalogs are never a table of a service, whatever a plan calls its catalog.
    tables: new Set(catalogTables(catalog).filter((table) => !table.startsWith('pg_'))),
    columns: new Set(columns.map(({ column }) => column)),
    columnsOf,
    constraints: lines.flatMap((line) => {
      const [, table, name, definition] = constraintLine.exec(line) ?? [];
      return table !== undefined && name !== undefined && definition !== undefined ? [{ table, name, definition }] : [];
    }),
    indexes: lines.flatMap((line) => /^[^\s.]+ index (CREATE (?:UNIQUE )?INDEX .+)$/.exec(line)?.[1] ?? []),
  };
}

const constraintLine =
  /^([^\s.]+) constraint (.+?) ((?:PRIMARY KEY|UNIQUE|FOREIGN KEY|CHECK|EXCLUDE|TRIGGER)\b.*?)(?: \(not validated\))?$/;
