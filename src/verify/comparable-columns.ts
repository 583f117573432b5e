import type { ClientBase, FieldDef } from 'pg';
import type { RunClients } from '../apply/run-databases.ts';
import type { CopyStep, DatabaseName } from '../plan/types.gen.ts';
import { quoteIdentifier } from '../support/sql-text.ts';
import { CompareError } from './compare-error.ts';
import type { KeyedColumns } from './describe-difference.ts';

/** How a table is read so that equal rows are equal bytes on both sides. */
export interface ComparableColumns extends KeyedColumns {
  readonly readOn: Readonly<Record<DatabaseName, ReadColumns>>;
}

export interface ReadColumns {
  /** The columns, those of the key first, for SELECT. */
  readonly list: string;
  /** For ORDER BY. */
  readonly order: string;
}

/**
 * Asks both sides for the types of the columns. A type that PostgreSQL brings along has the same binary form on every server since 10; a column
 * that is of another type on each side, or of one that somebody made, is compared as text.
 * @throws CompareError
 */
export async function comparableColumns(
  step: Pick<CopyStep, 'table' | 'columns' | 'key' | 'select'>,
  clients: RunClients,
): Promise<ComparableColumns> {
  const names = [...step.key, ...step.columns.filter((name) => !step.key.includes(name))];
  const written = names.map(quoteIdentifier).join(', ');
  const sides = [
    await fieldsOf(clients, 'synapse', `SELECT ${written} FROM (${step.select}\n) AS s LIMIT 0`),
    await fieldsOf(clients, 'mas', `SELECT ${written} FROM ${quoteIdentifier(step.table)} LIMIT 0`),
  ] as const;
  const columns = names.map((name, index) => {
    const [type, other] = sides.map((fields) => fields[index]?.dataTypeID ?? 0);
    // A plan gives an id as its 16 bytes, which are what a uuid is made of.
    const isUuid = other === uuidType && (type === uuidType || type === byteaType);
    const isSame = isUuid || (type !== undefined && type === other && type < firstOwnType);
    const quoted = quoteIdentifier(name);
    const asText = {
      synapse: type === byteaType && other !== byteaType ? `encode(${quoted}, 'hex')::uuid::text` : `${quoted}::text`,
      mas: `${quoted}::text`,
    };
    return { name, isUuid, isSame, quoted, asText };
  });
  const key = columns.slice(0, step.key.length);
  const readOn = (side: DatabaseName): ReadColumns => ({
    list: columns.map(({ isSame, quoted, asText }) => (isSame ? quoted : `${asText[side]} AS ${quoted}`)).join(', '),
    // Ids sort the same everywhere; all else as text by its bytes, whatever the collations of the two databases are.
    order: key.map(({ isUuid, quoted, asText }) => (isUuid ? quoted : `${asText[side]} COLLATE "C"`)).join(', '),
  });
  return {
    key,
    others: columns.slice(step.key.length),
    readOn: { synapse: readOn('synapse'), mas: readOn('mas') },
  };
}

/** Types that are made in a database have numbers from here on: FirstNormalObjectId of PostgreSQL. */
const firstOwnType = 16384;
const uuidType = 2950;
const byteaType = 17;

async function fieldsOf(clients: RunClients, database: DatabaseName, sql: string): Promise<readonly FieldDef[]> {
  const client: ClientBase = clients[database];
  try {
    return (await client.query(sql)).fields;
  } catch (error) {
    throw new CompareError(database, sql, error);
  }
}
