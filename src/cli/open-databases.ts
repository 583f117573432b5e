import type { Client } from 'pg';
import { expectedFailure } from '../apply/expected-failure.ts';
import type { PathMapping } from '../config/locate-file.ts';
import type { MasConfig } from '../config/mas-config.ts';
import type { SynapseConfig } from '../config/synapse-config.ts';
import { loadSqliteSource } from '../inspect/sqlite/load-source.ts';
import { refusePorted } from '../inspect/sqlite/refuse-ported.ts';
import type { Log } from '../support/log.ts';
import { connect } from '../support/postgres/connect.ts';
import { connectionSurroundings } from '../support/postgres/connection-surroundings.ts';
import {
  type ConnectionDescription,
  type ResolvedConnection,
  resolveConnection,
} from '../support/postgres/resolve-connection.ts';
import { findSqliteFile } from '../support/sqlite/sqlite-file.ts';
import type { SqliteLocation } from '../support/sqlite/sqlite-location.ts';
import { collectProblems } from './collect-problems.ts';
import { resolveSource } from './resolve-source.ts';
import { settleAll } from './settle-all.ts';

/** A session and what people may read about it. */
export interface OpenDatabase<Where> {
  readonly client: Client;
  readonly description: Where;
  /** Where more sessions are to be had that see the same; undefined where there are none. */
  readonly more: ResolvedConnection | undefined;
}

/**
 * Connects to both databases by their configurations, hands the sessions to `use` and ends them afterwards.
 * @throws PlanError with the problems of both sides
 */
export async function openDatabases<T>(
  from: {
    readonly synapse: SynapseConfig;
    readonly mas: MasConfig;
    readonly cwd: string;
    readonly mappings: readonly PathMapping[];
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly log: Log;
  },
  use: (databases: {
    readonly synapse: OpenDatabase<ConnectionDescription | SqliteLocation>;
    readonly mas: OpenDatabase<ConnectionDescription>;
  }) => Promise<T>,
): Promise<T> {
  const surroundings = connectionSurroundings(from.env);
  const resolved = collectProblems({
    synapse: () => {
      const source = resolveSource(from.synapse, { ...from, surroundings });
      // Before anything is asked of a server.
      if ('engine' in source) refusePorted(findSqliteFile(source.path));
      return source;
    },
    mas: () => resolveConnection(from.mas.database.settings, surroundings),
  });
  for (const connection of [resolved.synapse, resolved.mas]) {
    for (const ignored of 'engine' in connection ? [] : connection.ignored) from.log.warn(ignored);
  }
  const location = 'engine' in resolved.synapse ? resolved.synapse : undefined;
  const server = 'engine' in resolved.synapse ? resolved.mas : resolved.synapse;
  // One server is asked once: what is wrong with it is told once.
  const other = location ? Promise.resolve(undefined) : connectTo(server);
  const [first, mas] = await settleAll([other, connectTo(resolved.mas)], async (client) => client?.end());
  let synapse = first;
  try {
    synapse ??= await connectTo(server);
    if (location) {
      from.log.info(`Reading ${location.path} into temporary tables of a session on the server of MAS …`);
      await loadSqliteSource(synapse, location.path);
    }
    return await use({
      synapse: {
        client: synapse,
        description: location ?? server.description,
        more: location ? undefined : server,
      },
      mas: { client: mas, description: resolved.mas.description, more: resolved.mas },
    });
  } catch (error) {
    // Somebody may hold a lock on a table, or stop the server.
    throw expectedFailure(error, 'DATABASE_QUERY', 'a database failed');
  } finally {
    await Promise.all([synapse?.end(), mas.end()]);
  }
}

async function connectTo(connection: ResolvedConnection): Promise<Client> {
  return await connect(connection, { applicationName: 'syn2mas-plan' });
}
