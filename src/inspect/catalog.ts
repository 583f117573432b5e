import type { ClientBase } from 'pg';

/** A column as the catalog has it. `type` is what format_type says, `default` the expression. */
export interface CatalogColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
  /** Generated or identity: PostgreSQL fills it. */
  readonly generated: boolean;
}

/** A constraint; NOT NULL is a property of the column here, whatever the server version makes of it. */
export interface CatalogConstraint {
  readonly name: string;
  readonly kind: 'primary key' | 'unique' | 'foreign key' | 'check' | 'exclusion' | 'trigger';
  readonly definition: string;
  readonly validated: boolean;
  readonly columns: readonly string[];
  /** The table that a foreign key refers to. */
  readonly references: string | null;
  /** The index below it holds something that its definition does not say (comment, tablespace, CLUSTER, replica identity). */
  readonly special: boolean;
}

/** An index that no constraint owns. */
export interface CatalogIndex {
  readonly name: string;
  readonly definition: string;
  readonly unique: boolean;
  /** It stands on columns alone, and on all rows: no expression, no WHERE. */
  readonly plain: boolean;
  /** Those that it orders by; not those that it merely includes. */
  readonly columns: readonly string[];
  readonly special: boolean;
}

/** One table with all on which a plan can depend. */
export interface CatalogTable {
  readonly name: string;
  readonly columns: readonly CatalogColumn[];
  readonly constraints: readonly CatalogConstraint[];
  readonly indexes: readonly CatalogIndex[];
}

/**
 * Reads tables by their names, as the search_path resolves them; those that do not exist are left out.
 * Sorted by name, columns in the order of the table.
 */
export async function readTables(client: ClientBase, tables: readonly string[]): Promise<readonly CatalogTable[]> {
  const { rows } = await client.query<{ tables: CatalogTable[] | null }>(tablesSql, [[...tables]]);
  return rows[0]?.tables ?? [];
}

/** The text that stands for these tables in a plan: a line for each column, constraint and index, sorted. */
export function catalogText(tables: readonly CatalogTable[]): string {
  const lines = tables.flatMap((table) => [
    ...table.columns.map((column) =>
      [
        `${table.name}.${column.name} ${column.type}`,
        ...(column.notNull ? ['not null'] : []),
        ...(column.default === null ? [] : [`default ${column.default}`]),
        ...(column.generated ? ['generated'] : []),
      ].join(' '),
    ),
    ...table.constraints.map(
      (constraint) =>
        `${table.name} constraint ${constraint.name} ${constraint.definition}${constraint.validated ? '' : ' (not validated)'}`,
    ),
    ...table.indexes.map((index) => `${table.name} index ${index.definition}`),
  ]);
  return `${lines
    .map((line) => line.replaceAll(/\s+/g, ' '))
    .sort()
    .join('\n')}\n`;
}

/** The same text read from a database. */
export async function readCatalog(client: ClientBase, tables: readonly string[]): Promise<string> {
  return catalogText(await readTables(client, tables));
}

/** The tables that such a text speaks of, sorted. */
export function catalogTables(catalog: string): readonly string[] {
  const names = catalog.split('\n').flatMap((line) => /^[^\s.]+/.exec(line)?.[0] ?? []);
  return [...new Set(names)].sort();
}

const tablesSql = `
WITH tables AS (
  SELECT c.oid, c.relname, c.relreplident,
         -- pg_get_indexdef names the schema always. One that the search_path gives is left out, so that it can be another tomorrow.
         format(' ON %I.%I USING ', n.nspname, c.relname) AS in_schema,
         format(' ON %s%I USING ', CASE n.nspname WHEN 'public' THEN 'public.' END, c.relname) AS in_path
    FROM unnest($1::text[]) AS wanted (name)
    JOIN pg_class AS c ON c.oid = to_regclass(quote_ident(wanted.name)) AND c.relkind IN ('r', 'p')
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
),
special_indexes AS (
  SELECT i.indexrelid
    FROM pg_index AS i JOIN tables AS t ON t.oid = i.indrelid JOIN pg_class AS c ON c.oid = i.indexrelid
   WHERE i.indisclustered OR i.indisreplident OR NOT i.indisvalid OR c.reltablespace <> 0
      OR i.indexrelid IN (SELECT objoid FROM pg_description WHERE classoid = 'pg_class'::regclass AND objsubid = 0)
)
SELECT json_agg(json_build_object(
  'name', t.relname,
  'columns', (
    SELECT coalesce(json_agg(json_build_object(
             'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
             'default', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
             'generated', a.attgenerated <> '' OR a.attidentity <> '') ORDER BY a.attnum), '[]')
      FROM pg_attribute AS a LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped),
  'constraints', (
    SELECT coalesce(json_agg(json_build_object(
             'name', k.conname,
             'kind', CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign key'
                                    WHEN 'c' THEN 'check' WHEN 'x' THEN 'exclusion' ELSE 'trigger' END,
             'definition', pg_get_constraintdef(k.oid), 'validated', k.convalidated,
             'columns', (SELECT coalesce(json_agg(a.attname ORDER BY n.ordinality), '[]')
                           FROM unnest(k.conkey) WITH ORDINALITY AS n (attnum, ordinality)
                           JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = n.attnum),
             'references', (SELECT relname FROM pg_class WHERE oid = k.confrelid),
             'special', k.oid IN (SELECT objoid FROM pg_description WHERE classoid = 'pg_constraint'::regclass)
                        OR (k.contype <> 'f' AND EXISTS (SELECT FROM special_indexes AS s WHERE s.indexrelid = k.conindid)))
             ORDER BY k.conname COLLATE "C"), '[]')
      FROM pg_constraint AS k WHERE k.conrelid = t.oid AND k.contype <> 'n'),
  'indexes', (
    SELECT coalesce(json_agg(json_build_object(
             'name', c.relname, 'definition', replace(pg_get_indexdef(i.indexrelid), t.in_schema, t.in_path), 'unique', i.indisunique,
             'plain', i.indexprs IS NULL AND i.indpred IS NULL,
             'columns', (SELECT coalesce(json_agg(a.attname ORDER BY n.ordinality), '[]')
                           FROM unnest(i.indkey) WITH ORDINALITY AS n (attnum, ordinality)
                           JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = n.attnum
                          WHERE n.ordinality <= i.indnkeyatts),
             'special', EXISTS (SELECT FROM special_indexes AS s WHERE s.indexrelid = i.indexrelid))
             ORDER BY c.relname COLLATE "C"), '[]')
      FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
     WHERE i.indrelid = t.oid AND i.indexrelid NOT IN (SELECT conindid FROM pg_constraint WHERE contype IN ('p', 'u', 'x'))))
  ORDER BY t.relname COLLATE "C") AS tables
FROM tables AS t`;
