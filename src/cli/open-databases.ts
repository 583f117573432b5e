import type { Client } from 'pg';
import { expectedFailure } from '../apply/expected-failure.ts';
import type { MasConfig } from '../config/mas-config.ts';
import type { SynapseConfig } from '../config/synapse-config.ts';
import { type PlanError, planError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { connect } from '../support/postgres/connect.ts';
import { connectionSurroundings } from '../support/postgres/connection-surroundings.ts';
import {
  type ConnectionDescription,
  type ResolvedConnection,
  resolveConnection,
} from '../support/postgres/resolve-connection.ts';
import { collectProblems } from './collect-problems.ts';
import { settleAll } from './settle-all.ts';

/** A session and what people may read about it. */
export interface OpenDatabase {
  readonly client: Client;
  readonly description: ConnectionDescription;
}

/**
 * Connects to both databases by their configurations, hands the sessions to `use` and ends them afterwards.
 * @throws PlanError with the problems of both sides
 */
export async function openDatabases<T>(
  from: {
    readonly synapse: SynapseConfig;
    readonly mas: MasConfig;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly log: Log;
  },
  use: (databases: { readonly synapse: OpenDatabase; readonly mas: OpenDatabase }) => Promise<T>,
): Promise<T> {
  const surroundings = connectionSurroundings(from.env);
  const resolved = collectProblems({
    synapse: () => {
      if (from.synapse.database.engine === 'sqlite3') throw sqlite(from.synapse);
      return resolveConnection(from.synapse.database.settings, surroundings);
    },
    mas: () => resolveConnection(from.mas.database.settings, surroundings),
  });
  for (const connection of [resolved.synapse, resolved.mas]) {
    for (const ignored of connection.ignored) from.log.warn(ignored);
  }
  const [synapse, mas] = await settleAll([connectTo(resolved.synapse), connectTo(resolved.mas)], (client) =>
    client.end(),
  );
  try {
    return await use({
      synapse: { client: synapse, description: resolved.synapse.description },
      mas: { client: mas, description: resolved.mas.description },
    });
  } catch (error) {
    // Somebody may hold a lock on a table, or stop the server.
    throw expectedFailure(error, 'DATABASE_QUERY', 'a database failed');
  } finally {
    await Promise.all([synapse.end(), mas.end()]);
  }
}

async function connectTo(connection: ResolvedConnection): Promise<Client> {
  return await connect(connection, { applicationName: 'syn2mas-plan' });
}

function sqlite(synapse: SynapseConfig): PlanError {
  return planError('CONFIG_DATABASE', 'database.name is sqlite3, which is not supported yet', {
    place: synapse.database.place,
    remedy:
      'Port it to PostgreSQL first, in this order: let Synapse run until its table background_updates is empty; make a PostgreSQL database with encoding UTF8 and locale C; stop Synapse; run synapse_port_db; start Synapse on PostgreSQL and let it run until background_updates is empty again. Then plan.',
  });
}
