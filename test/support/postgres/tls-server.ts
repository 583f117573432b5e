import { chmodSync, chownSync, copyFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn } from '../../../src/cli/demo/create-database.ts';
import { type Cluster, startCluster } from '../../../src/cli/demo/embedded-cluster.ts';
import { packageRoot } from '../../../src/support/package-root.ts';

/** The test certificates: ca.crt, other-ca.crt, server.*, client.* */
export const certificates = join(packageRoot(), 'test/fixtures/tls');

/** Each role may come in its own way only; `outsider` has none. */
const hostBasedAuthentication = `
local     all  all                    scram-sha-256
host      all  postgres     samehost  scram-sha-256
hostssl   all  tls_only     samehost  scram-sha-256
hostnossl all  plain_only   samehost  scram-sha-256
hostssl   all  certified    samehost  cert
host      all  weak         samehost  scram-sha-256
`;

/** A server of the test's own that has certificates, with TLS still off, and the roles of the list above (password as the superuser's). */
export async function startTlsServer(): Promise<Cluster> {
  const cluster = await startCluster();
  try {
    const data = cluster.dataDirectory;
    const { uid, gid } = statSync(data);
    writeFileSync(join(data, 'pg_hba.conf'), hostBasedAuthentication);
    for (const name of ['ca.crt', 'server.crt', 'server.key']) {
      copyFileSync(join(certificates, name), join(data, name));
      // The server does not run as root, and insists that its key is its own.
      chownSync(join(data, name), uid, gid);
      chmodSync(join(data, name), 0o600);
    }
    await runIn(cluster, 'postgres', [
      ...['tls_only', 'plain_only', 'certified', 'weak', 'outsider'].map(
        (role) => `CREATE ROLE ${role} LOGIN PASSWORD '${cluster.password}'`,
      ),
    ]);
    await runIn(cluster, 'postgres', ["ALTER SYSTEM SET ssl_ca_file = 'ca.crt'"]);
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}
