import { accessSync, constants, statfsSync } from 'node:fs';
import { type Cluster, startCluster } from '../../src/cli/demo/embedded-cluster.ts';
import { testFlags } from './given-server.ts';

/** A server for tests, in memory where there is room: a database that is copied from a template is hundreds of small files. */
export function startTestCluster(): Promise<Cluster> {
  return startCluster({ postgresFlags: testFlags, ...(hasRoom() ? { parent: inMemory } : {}) });
}

const inMemory = '/dev/shm';
/** All tests together take about a quarter of it. */
const room = 4 * 2 ** 30;

/** Containers often have next to nothing there. */
function hasRoom(): boolean {
  try {
    accessSync(inMemory, constants.W_OK);
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize >= room;
  } catch {
    return false;
  }
}
