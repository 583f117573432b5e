import sqlite from 'node-sqlite3-wasm';
import type { ClientBase } from 'pg';
import { readSchemaCatalog } from '../../../src/cli/demo/service-schema.ts';
import { sourceTables } from '../../../src/inspect/sqlite/source-tables.ts';

/**
 * Makes a file of SQLite with the tables of Synapse that are read, as Synapse declares them there, and the rows of a Synapse on
 * PostgreSQL in them: booleans are numbers.
 */
export async function copyToSqlite(client: ClientBase, path: string): Promise<void> {
  const db = new sqlite.Database(path);
  try {
    db.exec('BEGIN');
    for (const [table, { columns, constraints }] of Object.entries(readSchemaCatalog('synapse-1.163'))) {
      if (!(table in sourceTables)) continue;
      const unique = constraints
        .map(({ definition }) => definition)
        .filter((text) => /^(UNIQUE|PRIMARY KEY)/.test(text));
      const declared = columns.map(({ name, type, notNull }) => `"${name}" ${type}${notNull ? ' NOT NULL' : ''}`);
      db.exec(`CREATE TABLE "${table}" (${[...declared, ...unique].join(', ')})`);
      const { rows } = await client.query<unknown[]>({ text: `SELECT * FROM ${table}`, rowMode: 'array' });
      const insert = `INSERT INTO "${table}" VALUES (${columns.map(() => '?').join(', ')})`;
      for (const row of rows)
        db.run(
          insert,
          row.map((value, at) => toSqlite(value, columns[at]?.type)),
        );
    }
    db.exec('COMMIT');
  } finally {
    db.close();
  }
}

/** Changes such a file. */
export function changeSqlite(path: string, sql: string): void {
  const db = new sqlite.Database(path);
  try {
    db.exec(sql);
  } finally {
    db.close();
  }
}

function toSqlite(value: unknown, type: string | undefined): string | number | bigint | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return type === 'bigint' ? BigInt(String(value)) : typeof value === 'number' ? value : String(value);
}
