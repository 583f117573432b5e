import type { ClientBase } from 'pg';
import type { DatabaseName } from '../plan/types.gen.ts';
import type { Problem } from '../support/errors.ts';
import { activityColumns, describeHolder, type Holder } from './lock-holder.ts';
import { applicationName } from './run-databases.ts';

/**
 * A problem SERVICE_CONNECTED for each session on this database that may be the service itself: of the role that its configuration
 * names, or that says that it is Synapse or MAS. What belongs to this program does not count; that only one of it runs is seen to
 * by a lock. Role and application name of every session can be seen by every role, its address not always.
 */
export async function findConnectedServices(
  client: ClientBase,
  service: DatabaseName,
  role: string,
): Promise<readonly Problem[]> {
  const { rows } = await client.query<Holder & { readonly database: string }>(connectedSql, [
    role,
    applicationName,
    applications,
  ]);
  const name = service === 'synapse' ? 'Synapse' : 'MAS';
  return rows.map((row) => ({
    code: 'SERVICE_CONNECTED',
    message: `${name} is connected to database ${row.database}, or somebody else as its user: ${describeHolder(row)}.`,
    place: { database: service },
    remedy: `Stop ${name} with all its workers, end what else uses its database, also what a connection pooler keeps open (KILL in the console of PgBouncer), then run the command again.`,
  }));
}

/** MAS says `matrix-authentication-service` (util.rs of its command line); Synapse says what its `database.args` make it say. */
const applications = '^(matrix-)?(synapse|authentication-service)';

const connectedSql = `
SELECT a.pid AS pid, a.datname AS database, ${activityColumns('a')}
  FROM pg_stat_activity AS a
 WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.usesysid IS NOT NULL
   AND coalesce(a.backend_type, 'client backend') = 'client backend'
   AND coalesce(a.application_name, '') <> $2
   AND (a.usename = $1 OR a.application_name ~* $3)
 ORDER BY a.pid`;
