import type { ClientBase } from 'pg';

/** What the role of a session may not do. */
export interface RoleRights {
  readonly role: string;
  /** Tables that it may not lock against writing. */
  readonly notLockable: readonly string[];
  /** Tables that it may not alter: it neither owns them nor is a member of the role that does. */
  readonly notOwned: readonly string[];
  /** Whether it may make a schema in the database. */
  readonly mayCreate: boolean;
}

/**
 * @param tables those that exist of these, as the search_path resolves them
 * @param serverVersion server_version_num
 */
export async function readRoleRights(
  client: ClientBase,
  tables: readonly string[],
  serverVersion: number,
): Promise<RoleRights> {
  // What LOCK TABLE … IN EXCLUSIVE MODE asks for: one of these.
  const locking = `UPDATE, DELETE, TRUNCATE${serverVersion >= 170000 ? ', MAINTAIN' : ''}`;
  const { rows } = await client.query<{ role: string; create: boolean; locked: string[]; owned: string[] }>(
    `SELECT current_user::text AS role, has_database_privilege(current_database(), 'CREATE') AS create,
            coalesce(array_agg(c.relname::text ORDER BY c.relname COLLATE "C") FILTER (WHERE NOT has_table_privilege(c.oid, $2)), '{}') AS locked,
            coalesce(array_agg(c.relname::text ORDER BY c.relname COLLATE "C") FILTER (WHERE NOT pg_has_role(c.relowner, 'USAGE')), '{}') AS owned
       FROM unnest($1::text[]) AS wanted (name)
       JOIN pg_class AS c ON c.oid = to_regclass(quote_ident(wanted.name))`,
    [[...tables], locking],
  );
  const [row] = rows;
  if (!row) throw new Error('an aggregate gives a row');
  return { role: row.role, notLockable: row.locked, notOwned: row.owned, mayCreate: row.create };
}
