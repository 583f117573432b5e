import type { Client } from 'pg';
import { withClient } from '../support/postgres/connect.ts';
import type { ResolvedConnection } from '../support/postgres/resolve-connection.ts';
import type { SqliteLocation } from '../support/sqlite/sqlite-location.ts';
import { expectedFailure } from './expected-failure.ts';

/** Where both databases of a run are. */
export interface RunDatabases {
  readonly synapse: ResolvedConnection | SqliteLocation;
  readonly mas: ResolvedConnection;
}

/** Sessions on both databases. */
export interface RunClients {
  readonly synapse: Client;
  readonly mas: Client;
}

/** How the sessions of this program appear in pg_stat_activity. */
export const applicationName = 'syn2mas-plan';

/**
 * Connects to one database, hands the session to `use` and ends it afterwards.
 * @throws PlanError where there is no connection, or one breaks
 */
export async function withRunClient<T>(resolved: ResolvedConnection, use: (client: Client) => Promise<T>): Promise<T> {
  return await withClient(resolved, { applicationName }, async (client) => {
    await noticeWhenGone(client);
    try {
      return await use(client);
    } catch (error) {
      throw expectedFailure(error, 'DATABASE_QUERY', 'a database failed');
    }
  });
}

/**
 * A server that can notices within a second that this program is gone, and stops what it was asked for: after a crash no index is built
 * for nobody. Where it cannot (before PostgreSQL 14, or not on Linux) it notices with the next statement. Of a machine that vanished from
 * the network it notices within a minute, where its own setting says two hours: so long it would hold every lock.
 */
export async function noticeWhenGone(client: Client): Promise<void> {
  for (const setting of [
    "client_connection_check_interval = '1s'",
    'tcp_keepalives_idle = 10',
    'tcp_keepalives_interval = 10',
    'tcp_keepalives_count = 5',
  ]) {
    await client.query(`SET ${setting}`).catch(() => undefined);
  }
}
