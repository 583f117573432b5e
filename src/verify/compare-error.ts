import type { DatabaseName } from '../plan/types.gen.ts';

/** A side that could not be read. `cause` is what it said. */
export class CompareError extends Error {
  readonly database: DatabaseName;
  readonly sql: string;

  constructor(database: DatabaseName, sql: string, cause: unknown) {
    super(`the database of ${database} cannot be read`, { cause });
    this.name = 'CompareError';
    this.database = database;
    this.sql = sql;
  }
}
