import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { type Cluster, startCluster } from '../../src/cli/demo/embedded-cluster.ts';
import { testFlags } from './given-server.ts';

/**
 * Starts a PostgreSQL for tests, the newest. Its passwords are hashed once and not 4,096 times: nobody guesses them, and each of the
 * thousands of sessions of the tests would spend a third of its client's time on that.
 */
export async function startTestCluster(): Promise<Cluster> {
  const cluster = await startCluster({ postgresFlags: [...testFlags, '-c', 'scram_iterations=1'] });
  const { host, port, user, password } = cluster;
  const client = new Client({ host, port, user, password, database: 'postgres' });
  await client.connect();
  // That of initdb was hashed before.
  await client.query(`ALTER ROLE ${escapeIdentifier(user)} PASSWORD ${escapeLiteral(password)}`);
  await client.end();
  return cluster;
}
