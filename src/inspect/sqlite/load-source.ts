import type { Client } from 'pg';
import { type Problem, planError, throwProblems } from '../../support/errors.ts';
import { sqlProblem } from '../../support/postgres/sql-problem.ts';
import { quoteIdentifier, quoteLiteral } from '../../support/sql-text.ts';
import { readSqlite, type SqliteReader } from '../../support/sqlite/read-sqlite.ts';
import type { SqliteState } from '../../support/sqlite/sqlite-file.ts';
import { identityTable } from '../identity.ts';
import { identifySource } from './identify-source.ts';
import { loadTable } from './load-table.ts';
import { readSqliteSchema, type SqliteTable } from './read-schema.ts';

/**
 * Makes of a session on the server of MAS one that sees the tables of a Synapse on SQLite: what is read of them is copied as it is into
 * temporary tables with the names and types of Synapse's schema for PostgreSQL. They belong to this session alone and end with it; the
 * session sees no other tables, and is READ ONLY from then on. So every SELECT means the same for both kinds of source.
 * @returns what the file was when it was read
 * @throws PlanError SQLITE_UNREADABLE, SQLITE_DAMAGED, SQLITE_CHANGING, SQLITE_VALUE (all of them), DATABASE_RIGHTS
 */
export async function loadSqliteSource(client: Client, path: string): Promise<SqliteState> {
  await client.query('SET search_path = pg_temp');
  let state: SqliteState | undefined;
  await readSqlite(path, {
    read: async (reader) => {
      await client.query('BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE');
      await loadTables(client, reader);
      state = reader.state;
    },
    keep: async () => void (await client.query('COMMIT')),
    discard: async () => void (await client.query('ROLLBACK')),
  });
  if (!state) throw new Error('nothing was read and nothing failed');
  await client.query('SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY');
  return state;
}

async function loadTables(client: Client, reader: SqliteReader): Promise<void> {
  const problems: Problem[] = [];
  const tables = readSqliteSchema(reader);
  for (const table of tables) {
    await run(client, createTable(table), table.name);
    problems.push(...(await loadTable(client, reader, table)));
  }
  throwProblems(problems);
  for (const { name, unique } of tables) {
    for (const columns of unique) {
      await run(
        client,
        `ALTER TABLE ${quoteIdentifier(name)} ADD UNIQUE (${columns.map(quoteIdentifier).join(', ')})`,
        name,
      );
    }
    await run(client, `ANALYZE ${quoteIdentifier(name)}`, name);
  }
  const values = [identifySource(reader, tables), reader.file.path].map(quoteLiteral).join(', ');
  await client.query(
    `CREATE TEMPORARY TABLE ${identityTable} AS
       SELECT * FROM (VALUES (${values}, ${reader.version})) AS s (system_identifier, name, version)`,
  );
}

function createTable({ name, columns }: SqliteTable): string {
  const lines = columns.map(
    (column) => `${quoteIdentifier(column.name)} ${column.type}${column.notNull ? ' NOT NULL' : ''}`,
  );
  return `CREATE TEMPORARY TABLE ${quoteIdentifier(name)} (\n  ${lines.join(',\n  ')}\n)`;
}

async function run(client: Client, sql: string, table: string): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    const problem = sqlProblem(error, sql, {
      code: 'DATABASE_QUERY',
      message: `a temporary table for ${table} of Synapse, on the server of MAS`,
      place: { database: 'mas' },
    });
    const { database, user } = client;
    const remedy = `GRANT TEMPORARY ON DATABASE ${quoteIdentifier(database ?? '')} TO ${quoteIdentifier(user ?? '')};`;
    throw planError(
      problem.code,
      problem.message,
      { ...problem, ...(problem.code === 'DATABASE_RIGHTS' ? { remedy } : {}) },
      error,
    );
  }
}
