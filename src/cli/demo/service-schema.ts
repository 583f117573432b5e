import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../support/package-root.ts';
import { quoteLiteral } from '../../support/sql-text.ts';
import { type SchemaCatalog, schemaStatements } from './create-schema.ts';

/** The schemas that examples/schemas holds. */
export type ServiceSchema = 'synapse-1.163' | 'mas-1.22' | 'mas-0.11';

/** A catalog from examples/schemas. */
export function readSchemaCatalog(schema: ServiceSchema): SchemaCatalog {
  return readExample(`${schema}-catalog.json`) as SchemaCatalog;
}

/** The statements that make a database look as the service leaves it after its first start: tables, and its note of their version. */
export function serviceSchema(schema: ServiceSchema): readonly string[] {
  return [...schemaStatements(readSchemaCatalog(schema)), ...versionRows[schema]()];
}

const versionRows: Readonly<Record<ServiceSchema, () => readonly string[]>> = {
  // synapse/storage/schema/__init__.py of 1.163: SCHEMA_VERSION and SCHEMA_COMPAT_VERSION.
  'synapse-1.163': () => [
    'INSERT INTO schema_version (version, upgraded) VALUES (94, true)',
    'INSERT INTO schema_compat_version (compat_version) VALUES (84)',
  ],
  'mas-1.22': () => [migrationRows(Number.POSITIVE_INFINITY)],
  'mas-0.11': () => [migrationRows(lastMigrationOf011)],
};

/** 0.11 was released before the migration that brings the job queue, and knows all that came before. */
const lastMigrationOf011 = 20240718075125;

interface Migration {
  readonly version: number;
  readonly description: string;
}

/** sqlx keeps a row for each migration; the checksums are left empty, only MAS itself looks at them. */
function migrationRows(last: number): string {
  const migrations = (readExample('mas-1.22-migrations.json') as readonly Migration[]).filter(
    ({ version }) => version <= last,
  );
  const rows = migrations.map(({ version, description }) => `(${version}, ${quoteLiteral(description)}, true, '', 0)`);
  return `INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES\n  ${rows.join(',\n  ')}`;
}

function readExample(file: string): unknown {
  return JSON.parse(readFileSync(join(packageRoot(), 'examples', 'schemas', file), 'utf8'));
}
