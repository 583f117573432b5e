import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { planError } from '../../support/errors.ts';
import { connectionSurroundings } from '../../support/postgres/connection-surroundings.ts';
import { parsePostgresUri } from '../../support/postgres/parse-uri.ts';
import { resolveConnection } from '../../support/postgres/resolve-connection.ts';
import { createDatabase, type OwnedDatabase, runIn } from './create-database.ts';
import { type Server, startCluster } from './embedded-cluster.ts';
import { serviceSchema } from './service-schema.ts';
import { demoSource } from './write-example.ts';

/** Two databases of the demo, gone after `remove`. */
export interface DemoDatabases {
  readonly server: Server;
  readonly synapse: OwnedDatabase;
  readonly mas: OwnedDatabase;
  remove(): Promise<void>;
}

/**
 * Makes a Synapse database with the users of the example and an empty MAS database: on a PostgreSQL of its own, or on
 * the server of a URI, whose user must be a superuser.
 * @throws PlanError DEMO_POSTGRES
 */
export async function createDemoDatabases(postgresUri: string | undefined): Promise<DemoDatabases> {
  if (postgresUri === undefined) {
    const cluster = await startCluster();
    return fill({ server: cluster, ...names(''), remove: () => cluster.stop() });
  }
  const server = givenServer(postgresUri);
  const { synapse, mas } = names(`_demo_${randomBytes(4).toString('hex')}`);
  return fill({ server, synapse, mas, remove: () => drop(server, [synapse, mas]) });
}

async function fill(databases: DemoDatabases): Promise<DemoDatabases> {
  const { server, synapse, mas } = databases;
  try {
    await Promise.all([
      createDatabase(server, synapse, [...serviceSchema('synapse-1.163'), demoSource()]),
      createDatabase(server, mas, serviceSchema('mas-1.22')),
    ]);
    return databases;
  } catch (error) {
    await databases.remove().catch(() => {});
    const reason = error instanceof Error ? error.message : String(error);
    throw planError('DEMO_POSTGRES', `The databases of the demo cannot be made: ${reason}.`, {}, error);
  }
}

function names(suffix: string): { readonly synapse: OwnedDatabase; readonly mas: OwnedDatabase } {
  const owned = (service: string): OwnedDatabase => {
    const name = `${service}${suffix}`;
    return { database: name, user: name, password: randomBytes(12).toString('base64url') };
  };
  return { synapse: owned('synapse'), mas: owned('mas') };
}

function givenServer(uri: string): Server {
  const settings = { parameters: parsePostgresUri(uri, '--postgres-uri'), from: ['--postgres-uri'] };
  const { hosts, user } = resolveConnection(settings, connectionSurroundings({}));
  const [{ host, port, password }] = hosts;
  return { host, port, user, password: password?.reveal() ?? '' };
}

async function drop(server: Server, databases: readonly OwnedDatabase[]): Promise<void> {
  for (const { database, user } of databases) {
    await runIn(server, 'postgres', [
      `DROP DATABASE IF EXISTS ${escapeIdentifier(database)} WITH (FORCE)`,
      `DROP ROLE IF EXISTS ${escapeIdentifier(user)}`,
    ]);
  }
}

/** Connects as the owner of one of the databases, hands the client to `use` and ends it. */
export async function withOwner<T>(
  server: Server,
  owned: OwnedDatabase,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const { host, port } = server;
  const client = new Client({ host, port, ...owned });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
