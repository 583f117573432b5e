import { quoteIdentifier, quoteLiteral } from '../../support/sql-text.ts';

/** Tables as examples/schemas/*-catalog.json lists them: what a release of Synapse or MAS has in `public`. */
export type SchemaCatalog = Readonly<Record<string, SchemaTable>>;

export interface SchemaTable {
  readonly columns: readonly SchemaColumn[];
  readonly constraints: readonly SchemaObject[];
  readonly indexes: readonly SchemaObject[];
}

export interface SchemaColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
}

export interface SchemaObject {
  readonly name: string;
  readonly definition: string;
}

/**
 * The DDL that builds these tables in an empty database, in an order that works: extensions, types, tables with their
 * own constraints, foreign keys (tables refer to each other in circles), indexes. To be run by the owner of the database.
 */
export function schemaStatements(catalog: SchemaCatalog): readonly string[] {
  const tables = Object.entries(catalog);
  return [
    ...extensions(catalog),
    ...enumTypes(catalog),
    ...tables.map(([name, table]) => createTable(name, table)),
    ...tables.flatMap(([name, table]) =>
      table.constraints.filter(isForeignKey).map((constraint) => addConstraint(name, constraint)),
    ),
    ...tables.flatMap(([, table]) => table.indexes.map((index) => index.definition)),
  ];
}

/** The catalogs do not list types; these are the values of the ones that they use. */
const enums: Readonly<Record<string, readonly string[]>> = {
  queue_job_status: ['available', 'running', 'completed', 'lost', 'failed', 'scheduled'],
};

function extensions(catalog: SchemaCatalog): readonly string[] {
  const needsTrigrams = Object.values(catalog).some((table) =>
    table.indexes.some((index) => index.definition.includes('gin_trgm_ops')),
  );
  return needsTrigrams ? ['CREATE EXTENSION IF NOT EXISTS pg_trgm'] : [];
}

function enumTypes(catalog: SchemaCatalog): readonly string[] {
  const used = new Set(Object.values(catalog).flatMap((table) => table.columns.map((column) => column.type)));
  return Object.entries(enums)
    .filter(([type]) => used.has(type))
    .map(([type, values]) => `CREATE TYPE ${quoteIdentifier(type)} AS ENUM (${values.map(quoteLiteral).join(', ')})`);
}

function createTable(name: string, table: SchemaTable): string {
  const columns = table.columns.map(
    (column) =>
      `${quoteIdentifier(column.name)} ${column.type}${column.notNull ? ' NOT NULL' : ''}${column.default === null ? '' : ` DEFAULT ${column.default}`}`,
  );
  const own = table.constraints.filter((constraint) => !isForeignKey(constraint));
  const constraints = own.map(
    (constraint) => `CONSTRAINT ${quoteIdentifier(constraint.name)} ${constraint.definition}`,
  );
  return `CREATE TABLE ${quoteIdentifier(name)} (\n  ${[...columns, ...constraints].join(',\n  ')}\n)`;
}

function addConstraint(table: string, constraint: SchemaObject): string {
  return `ALTER TABLE ${quoteIdentifier(table)} ADD CONSTRAINT ${quoteIdentifier(constraint.name)} ${constraint.definition}`;
}

function isForeignKey(constraint: SchemaObject): boolean {
  return constraint.definition.startsWith('FOREIGN KEY');
}
