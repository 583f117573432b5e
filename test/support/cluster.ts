import { after } from 'node:test';
import { type Cluster, type Server, startCluster } from '../../src/cli/demo/embedded-cluster.ts';
import { givenServer, testFlags } from './given-server.ts';

let own: Promise<Cluster> | undefined;

/** The PostgreSQL that tests use: the one that the runner or a person gave, else one of this process, so that a test file can be run by hand. */
export async function testServer(): Promise<Server> {
  const given = givenServer(process.env);
  if (given) return given;
  own ??= startCluster({ postgresFlags: testFlags });
  return own;
}

after(async () => (await own)?.stop());
