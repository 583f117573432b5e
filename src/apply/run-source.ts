import type { Client } from 'pg';
import { loadSqliteSource } from '../inspect/sqlite/load-source.ts';
import type { Plan } from '../plan/types.gen.ts';
import type { Problem } from '../support/errors.ts';
import type { ResolvedConnection } from '../support/postgres/resolve-connection.ts';
import { findSqliteFile, readSqliteState, type SqliteState } from '../support/sqlite/sqlite-file.ts';
import type { SqliteLocation } from '../support/sqlite/sqlite-location.ts';
import { findConnectedServices } from './connected-services.ts';
import { findIdentityProblems } from './identity-problems.ts';
import { type RunDatabases, withRunClient } from './run-databases.ts';
import { findSqliteOpeners } from './sqlite-openers.ts';

/** Both sides of a run. */
export interface RunSides {
  readonly source: RunSource;
  readonly mas: Client;
}

/** Synapse's side of a run: a database on a server, or a file of SQLite for which a session on the server of MAS stands. */
export interface RunSource {
  readonly client: Client;
  /** Where its session is. */
  readonly resolved: ResolvedConnection;
  /** No other session can see what this one sees. */
  readonly hasOneSession: boolean;
  /** The session, once it may be asked. */
  readonly asked: Client | undefined;
  /**
   * Whether it is the database that was planned for. Of a file nothing is said before `load`: then the session says which one it is, as
   * that of a server does.
   */
  findOther(): Promise<readonly Problem[]>;
  /** A problem SERVICE_CONNECTED for each sign that Synapse is at work. */
  findConnected(): Promise<readonly Problem[]>;
  /** Must come before anything is asked of the session. */
  load(): Promise<void>;
  /** STALE_SOURCE where the file is not what it was when it was loaded. A server sees to that itself, by the locks of locked-source.ts. */
  findChanges(): readonly Problem[];
}

type PlannedDatabases = Pick<Plan, 'source' | 'target'>;

/** Connects to Synapse's side, hands it to `use`, and ends the session afterwards. */
export async function withRunSource<T>(
  databases: RunDatabases,
  plan: PlannedDatabases,
  use: (source: RunSource) => Promise<T>,
): Promise<T> {
  const { synapse, mas } = databases;
  if ('engine' in synapse) return await withRunClient(mas, (client) => use(sqliteSource(client, mas, synapse, plan)));
  return await withRunClient(synapse, (client) => use(serverSource(client, synapse, plan)));
}

function serverSource(client: Client, resolved: ResolvedConnection, plan: PlannedDatabases): RunSource {
  const { connection } = plan.source;
  if ('engine' in connection) throw new Error('the plan is for a file of SQLite');
  return {
    client,
    resolved,
    hasOneSession: false,
    asked: client,
    findOther: () => findIdentityProblems(client, 'synapse', plan),
    findConnected: () => findConnectedServices(client, 'synapse', connection.user),
    load: async () => {},
    findChanges: () => [],
  };
}

function sqliteSource(
  client: Client,
  resolved: ResolvedConnection,
  { path }: SqliteLocation,
  plan: PlannedDatabases,
): RunSource {
  let loaded: SqliteState | undefined;
  return {
    client,
    resolved,
    hasOneSession: true,
    get asked() {
      return loaded && client;
    },
    findOther: async () => (loaded ? await findIdentityProblems(client, 'synapse', plan) : []),
    findConnected: async () => findSqliteOpeners(findSqliteFile(path)),
    load: async () => {
      loaded = await loadSqliteSource(client, path);
    },
    findChanges: () => {
      if (!loaded) throw new Error('the database of SQLite was not loaded');
      const now = readSqliteState(findSqliteFile(path));
      if (JSON.stringify(now) === JSON.stringify(loaded)) return [];
      return [
        {
          code: 'STALE_SOURCE',
          message: `${path} was opened or written after its rows were read.`,
          place: { database: 'synapse', file: path },
          remedy: 'Stop Synapse, and whatever else uses the file, then run apply again.',
        },
      ];
    },
  };
}
