import type { ClientBase } from 'pg';
import { type Problem, throwProblems } from '../support/errors.ts';

/**
 * Refuses a role that may not read all of these tables; those that do not exist are left to others.
 * @throws PlanError DATABASE_RIGHTS, one problem for each table
 */
export async function requireReadRights(
  client: ClientBase,
  database: 'synapse' | 'mas',
  tables: readonly string[],
): Promise<void> {
  const { rows } = await client.query<{ table: string; user: string }>(
    `SELECT c.relname AS table, current_user::text AS user
       FROM unnest($1::text[]) AS wanted (name)
       JOIN pg_class AS c ON c.oid = to_regclass(quote_ident(wanted.name))
      WHERE NOT has_table_privilege(c.oid, 'SELECT') ORDER BY c.relname COLLATE "C"`,
    [[...tables]],
  );
  throwProblems(
    rows.map(
      ({ table, user }): Problem => ({
        code: 'DATABASE_RIGHTS',
        message: `the role "${user}" may not read ${table}`,
        place: { database, table },
      }),
    ),
  );
}
