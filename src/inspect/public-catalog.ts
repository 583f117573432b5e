import type { ClientBase } from 'pg';

/**
 * Everything in the schemas of the search_path, mostly `public`, that a migration must leave as it was, one line each, sorted: tables with
 * owner, rights and settings, columns, constraints with their validity, indexes with theirs, triggers, comments. Two reads that are equal
 * mean that nobody can tell from the catalog that something happened.
 */
export async function readPublicCatalog(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ line: string }>(publicCatalogSql);
  return `${rows.map((row) => row.line).join('\n')}\n`;
}

const publicCatalogSql = `
WITH relations AS (
  SELECT c.* FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
   WHERE n.nspname = ANY (current_schemas(false)) AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
)
SELECT line FROM (
  SELECT format('%s %s owner %s options %s rights %s persistence %s replica identity %s', r.relkind, r.relname,
                r.relowner::regrole, r.reloptions, r.relacl, r.relpersistence, r.relreplident) AS line
    FROM relations AS r
  UNION ALL
  SELECT format('column %s.%s #%s %s not null %s default %s identity %s generated %s statistics %s storage %s', r.relname, a.attname,
                a.attnum, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid),
                a.attidentity, a.attgenerated, nullif(a.attstattarget, -1), a.attstorage)
    FROM relations AS r
    JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  UNION ALL
  SELECT format('constraint %s.%s %s validated %s comment %s', r.relname, k.conname, pg_get_constraintdef(k.oid), k.convalidated,
                d.description)
    FROM relations AS r JOIN pg_constraint AS k ON k.conrelid = r.oid
    LEFT JOIN pg_description AS d ON d.objoid = k.oid AND d.classoid = 'pg_constraint'::regclass
  UNION ALL
  SELECT format('index %s %s valid %s ready %s clustered %s replica identity %s tablespace %s comment %s', r.relname,
                pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisready, i.indisclustered, i.indisreplident, c.reltablespace,
                d.description)
    FROM relations AS r JOIN pg_index AS i ON i.indrelid = r.oid JOIN pg_class AS c ON c.oid = i.indexrelid
    LEFT JOIN pg_description AS d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
  UNION ALL
  SELECT format('trigger %s %s enabled %s', r.relname, pg_get_triggerdef(t.oid), t.tgenabled)
    FROM relations AS r JOIN pg_trigger AS t ON t.tgrelid = r.oid AND NOT t.tgisinternal
  UNION ALL
  SELECT format('comment %s %s %s', r.relname, d.objsubid, d.description)
    FROM relations AS r JOIN pg_description AS d ON d.objoid = r.oid AND d.classoid = 'pg_class'::regclass
) AS lines ORDER BY line COLLATE "C"`;
