import { after } from 'node:test';
import type { Cluster, Server } from '../../src/cli/demo/embedded-cluster.ts';
import { givenServer } from './given-server.ts';
import { startTestCluster } from './test-cluster.ts';

let own: Promise<Cluster> | undefined;

/** The PostgreSQL that tests use: the one that the runner or a person gave, else one of this process, so that a test file can be run by hand. */
export async function testServer(): Promise<Server> {
  const given = givenServer(process.env);
  if (given) return given;
  own ??= startTestCluster();
  return own;
}

after(async () => (await own)?.stop());
