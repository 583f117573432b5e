import type { ClientBase } from 'pg';
import { quoteIdentifier } from '../../src/support/sql-text.ts';

/**
 * All that can be told of a database, by name: each object of the catalog with everything that is said of it, and of each table
 * the number of its rows and two sums over their texts. What only says where bytes lie, or how they were gathered (file numbers, object ids,
 * counts for the planner), is left out; so is the schema of this program's journal.
 */
export async function wholeDatabase(client: ClientBase): Promise<Readonly<Record<string, string>>> {
  const objects = await client.query<{ name: string; value: string }>(objectsSql);
  const tables = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND ${isOurs('n')} ORDER BY 1`,
  );
  const found: Record<string, string> = {};
  for (const { name, value } of objects.rows) found[name] = value;
  for (const { name } of tables.rows) {
    const table = name
      .split('.')
      .map((part) => quoteIdentifier(part.replaceAll('"', '')))
      .join('.');
    const { rows } = await client.query<{ value: string }>(
      `SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) || ' ' || coalesce(sum(hashtextextended(t::text, 1)), 0) AS value
         FROM ${table} AS t`,
    );
    found[`rows of ${name}`] = rows[0]?.value ?? '';
  }
  return found;
}

function isOurs(namespace: string): string {
  return `${namespace}.nspname !~ '^pg_' AND ${namespace}.nspname NOT IN ('information_schema', 'syn2mas_plan')`;
}

/** Node trees say where in a text their parts stood: their definitions are told instead. */
const objectsSql = `
WITH ours AS (SELECT n.oid FROM pg_namespace AS n WHERE ${isOurs('n')}),
classes AS (SELECT c.* FROM pg_class AS c JOIN ours ON ours.oid = c.relnamespace)
SELECT name, string_agg(value, E'\\n' ORDER BY value COLLATE "C") AS value FROM (
  SELECT 'class ' || c.oid::regclass AS name,
         (to_jsonb(c) - '{oid,relfilenode,reltype,reltoastrelid,relpages,reltuples,relallvisible,relallfrozen,relfrozenxid,relminmxid}'::text[]
         )::text || coalesce(pg_get_viewdef(CASE WHEN c.relkind IN ('v', 'm') THEN c.oid END), '') AS value
    FROM classes AS c
  UNION ALL
  SELECT 'column ' || a.attrelid::regclass || '.' || a.attname,
         (to_jsonb(a) - '{attrelid,attcacheoff}'::text[])::text || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
    FROM classes AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
    LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  UNION ALL
  SELECT 'index ' || i.indexrelid::regclass,
         pg_get_indexdef(i.indexrelid) || (to_jsonb(i) - '{indexrelid,indrelid,indcheckxmin,indexprs,indpred}'::text[])::text
    FROM classes AS c JOIN pg_index AS i ON i.indexrelid = c.oid
  UNION ALL
  SELECT 'constraint ' || k.conrelid::regclass || ' ' || k.conname,
         pg_get_constraintdef(k.oid) || (to_jsonb(k) - '{oid,conrelid,conindid,conparentid,conbin}'::text[])::text
    FROM classes AS c JOIN pg_constraint AS k ON k.conrelid = c.oid
  UNION ALL
  SELECT 'trigger ' || g.tgrelid::regclass || ' ' || g.tgname, concat_ws(' ', pg_get_triggerdef(g.oid), g.tgenabled)
    FROM classes AS c JOIN pg_trigger AS g ON g.tgrelid = c.oid AND NOT g.tgisinternal
  UNION ALL
  -- Those that keep up foreign keys have names that follow from object ids.
  SELECT 'foreign key triggers of ' || g.tgrelid::regclass, concat_ws(' ', g.tgfoid::regproc, g.tgtype, g.tgenabled, g.tgdeferrable)
    FROM classes AS c JOIN pg_trigger AS g ON g.tgrelid = c.oid AND g.tgisinternal
  UNION ALL
  SELECT 'policy ' || p.polrelid::regclass || ' ' || p.polname,
         concat_ws(' ', p.polcmd, p.polpermissive, p.polroles::regrole[], pg_get_expr(p.polqual, p.polrelid))
    FROM classes AS c JOIN pg_policy AS p ON p.polrelid = c.oid
  UNION ALL
  SELECT 'rule ' || w.ev_class::regclass || ' ' || w.rulename, pg_get_ruledef(w.oid)
    FROM classes AS c JOIN pg_rewrite AS w ON w.ev_class = c.oid
  UNION ALL
  SELECT 'statistics ' || s.stxname, concat_ws(' ', pg_get_statisticsobjdef(s.oid), s.stxowner::regrole)
    FROM pg_statistic_ext AS s JOIN ours ON ours.oid = s.stxnamespace
  UNION ALL
  SELECT 'sequence ' || q.schemaname || '.' || q.sequencename, to_jsonb(q)::text
    FROM pg_sequences AS q JOIN pg_namespace AS n ON n.nspname = q.schemaname JOIN ours ON ours.oid = n.oid
  UNION ALL
  SELECT 'comment ' || pg_describe_object(d.classoid, d.objoid, d.objsubid), d.description
    FROM pg_description AS d
   WHERE d.objoid IN (SELECT oid FROM classes)
      OR d.objoid IN (SELECT k.oid FROM pg_constraint AS k WHERE k.conrelid IN (SELECT oid FROM classes))
  UNION ALL
  SELECT 'function ' || f.oid::regprocedure, pg_get_functiondef(f.oid) || coalesce(f.proacl::text, '')
    FROM pg_proc AS f JOIN ours ON ours.oid = f.pronamespace WHERE f.prokind IN ('f', 'p')
  UNION ALL
  SELECT 'type ' || t.oid::regtype, (to_jsonb(t) - '{oid,typrelid,typelem,typarray}'::text[])::text
    FROM pg_type AS t JOIN ours ON ours.oid = t.typnamespace
  UNION ALL
  SELECT 'label ' || e.enumtypid::regtype || ' ' || e.enumlabel, e.enumsortorder::text FROM pg_enum AS e
  UNION ALL
  SELECT 'publication ' || p.pubname || ' ' || r.prrelid::regclass, '' FROM pg_publication_rel AS r JOIN pg_publication AS p ON p.oid = r.prpubid
  UNION ALL
  SELECT 'schema ' || n.nspname, (to_jsonb(n) - 'oid')::text FROM pg_namespace AS n JOIN ours USING (oid)
  UNION ALL
  SELECT 'extension ' || x.extname, x.extversion FROM pg_extension AS x
  UNION ALL
  SELECT 'settings of role ' || s.setrole, s.setconfig::text FROM pg_db_role_setting AS s
   WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
  UNION ALL
  SELECT 'database', (to_jsonb(b) - '{oid,datfrozenxid,datminmxid}'::text[])::text FROM pg_database AS b WHERE b.datname = current_database()
) AS parts (name, value) GROUP BY name`;
