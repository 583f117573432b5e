import type { SqlContext } from '../../check/data/sql-context.ts';
import type { CatalogTable } from '../../inspect/catalog.ts';
import { renderTemplate, type Templates } from '../../support/templates.ts';
import { type CopyTable, copyTables } from './copy-tables.ts';
import { type ColumnDecision, decideColumns } from './decide-columns.ts';

/** One table's copy before the rows are counted. */
export interface CompiledCopy {
  readonly copy: CopyTable;
  readonly table: CatalogTable;
  readonly decision: ColumnDecision;
  /** All computed columns and source_user_id. */
  readonly inner: string;
  /** What runs: the columns that this MAS has, as its types. */
  readonly select: string;
}

/** The copies for this MAS, in order: a table that it lacks is left out, and one for which there is nothing. */
export function compileCopies(
  context: SqlContext,
  target: readonly CatalogTable[],
  templates: Templates,
): readonly CompiledCopy[] {
  return copyTables.flatMap((copy) => {
    const table = target.find((candidate) => candidate.name === copy.table);
    if (!table || isWithoutSource(copy, context)) return [];
    const decision = decideColumns(copy, table);
    const inner = renderTemplate(templates, `sql/copy/${copy.table}.sql.hbs`, context).trimEnd();
    const columns = decision.columns.map(({ name, type }) => ({ name, type: castType(type), isId: type === 'uuid' }));
    const select = renderTemplate(templates, 'sql/select.sql.hbs', { columns, inner });
    return [{ copy, table, decision, inner, select }];
  });
}

/** Nothing of this Synapse can go into the table. */
function isWithoutSource({ table }: CopyTable, context: SqlContext): boolean {
  if (table === 'upstream_oauth_links') return context.providers.length === 0;
  return table === 'user_registration_tokens' && !context.givesRegistrationTokens;
}

/** A cast to `character varying(n)` cuts off what is too long; loading refuses it. */
function castType(type: string): string {
  return /^character( varying)?\b/.test(type) ? 'text' : type;
}
