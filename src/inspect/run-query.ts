import type { ClientBase, QueryResultRow } from 'pg';
import { PlanError } from '../support/errors.ts';
import { sqlProblem } from '../support/postgres/sql-problem.ts';

/**
 * Runs one question of the plan and gives its rows.
 * @param what for people: `accounting of users`
 * @throws PlanError DATABASE_QUERY, DATABASE_RIGHTS or DATABASE_UNREACHABLE, with the place in the SQL
 */
export async function runQuery<R extends QueryResultRow>(
  client: ClientBase,
  sql: string,
  what: { readonly message: string; readonly database: 'synapse' | 'mas' },
): Promise<readonly R[]> {
  try {
    return (await client.query<R>(sql)).rows;
  } catch (error) {
    const place = { database: what.database };
    throw new PlanError([sqlProblem(error, sql, { code: 'DATABASE_QUERY', message: what.message, place })], {
      cause: error,
    });
  }
}
