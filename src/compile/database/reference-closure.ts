import type { CatalogTable } from '../../inspect/catalog.ts';

/** The tables and all that refer to them by foreign keys, directly or through others; sorted. */
export function referenceClosure(tables: readonly CatalogTable[], start: readonly string[]): readonly string[] {
  const found = new Set(start);
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const table of tables) {
      if (table.constraints.some((constraint) => constraint.references !== null && found.has(constraint.references)))
        found.add(table.name);
    }
  }
  return [...found].sort();
}
