import type { SqlContext } from '../../check/data/sql-context.ts';
import type { CatalogTable } from '../../inspect/catalog.ts';
import type { CopyTable } from './copy-tables.ts';

/** What Synapse's own constraints guarantee of the rows that one copy makes: nobody has to look at every row for it. */
export interface Guarantees {
  /** The column of MAS is never null. */
  readonly notNull: (column: string) => boolean;
  /** No two rows are the same in these columns of MAS, none of which is null. */
  readonly unique: (columns: readonly string[]) => boolean;
}

/**
 * Reads from the catalog of Synapse's database, to which a plan is bound, what follows for the rows of a copy. Where a constraint is
 * missing there, as in schemas of somebody's own, nothing follows and the rows are asked.
 */
export function followsFromSource(
  { table, rowsOf, madeOf, filled }: CopyTable,
  { hasAliases, links }: Pick<SqlContext, 'hasAliases' | 'links'>,
  source: readonly CatalogTable[],
): Guarantees {
  // Several names of one provider, and links from elsewhere, make what is unique in Synapse double.
  const isMixed = table === 'upstream_oauth_links' && (hasAliases || links.length > 0);
  // Users and devices are joined by these keys, so that each row of Synapse makes one of MAS at most.
  const isOnce = isUnique(source, 'users', ['name']) && isUnique(source, 'devices', ['user_id', 'device_id']);
  return {
    notNull(column) {
      const [from, name] = madeOf[column]?.split('.') ?? [];
      return from === 'always' || filled?.includes(column) === true || isNotNull(source, from, name);
    },
    unique(columns) {
      if (rowsOf === undefined || isMixed || !isOnce) return false;
      const own = columns.flatMap((column) => {
        const [from, name] = madeOf[column]?.split('.') ?? [];
        return from === rowsOf && name !== undefined ? [name] : [];
      });
      return isUnique(source, rowsOf, own);
    },
  };
}

function isNotNull(source: readonly CatalogTable[], table: string | undefined, column: string | undefined): boolean {
  const found = source.find(({ name }) => name === table)?.columns.find(({ name }) => name === column);
  return found?.notNull === true;
}

/** Some of these columns are a key of the table already. */
function isUnique(source: readonly CatalogTable[], table: string, columns: readonly string[]): boolean {
  const found = source.find(({ name }) => name === table);
  if (!found) return false;
  const keys = [
    ...found.constraints.filter(({ kind }) => kind === 'unique' || kind === 'primary key'),
    ...found.indexes.filter(({ unique, plain }) => unique && plain),
  ];
  return keys.some((key) => key.columns.length > 0 && key.columns.every((column) => columns.includes(column)));
}
