import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { freePort } from '../../src/cli/demo/free-port.ts';
import type { TestDatabase } from '../support/databases.ts';

/** A configuration on disk with which a Synapse can be started. */
export interface SynapseConfig {
  readonly directory: string;
  readonly file: string;
  readonly serverName: string;
  /** Where it will listen. */
  readonly url: string;
  readonly registrationSharedSecret: string;
}

/**
 * Writes a homeserver.yaml and a signing key into a fresh directory, which is removed after the test.
 * `extra` is YAML that follows: further top-level options. On SQLite its database is homeserver.db beside it.
 */
export async function writeSynapseConfig(
  t: TestContext,
  options: { readonly database: TestDatabase | 'sqlite'; readonly serverName?: string; readonly extra?: string },
): Promise<SynapseConfig> {
  const { database, serverName = 'example.org', extra = '' } = options;
  const directory = await mkdtemp(join(tmpdir(), 'syn2mas-plan-synapse-'));
  t.after(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }));
  const port = await freePort('127.0.0.1');
  const registrationSharedSecret = randomBytes(12).toString('hex');
  const file = join(directory, 'homeserver.yaml');
  await writeFile(
    join(directory, 'signing.key'),
    `ed25519 a_test ${randomBytes(32).toString('base64').replace(/=+$/, '')}\n`,
  );
  await writeFile(
    file,
    `# A Synapse for one test.
server_name: ${JSON.stringify(serverName)}
report_stats: false
pid_file: ${JSON.stringify(join(directory, 'homeserver.pid'))}
listeners:
  - port: ${port}
    type: http
    bind_addresses: ['127.0.0.1']
    resources:
      - names: [client]
${database === 'sqlite' ? sqliteYaml(directory) : databaseYaml(database)}
signing_key_path: ${JSON.stringify(join(directory, 'signing.key'))}
media_store_path: ${JSON.stringify(join(directory, 'media_store'))}
trusted_key_servers: []
macaroon_secret_key: ${JSON.stringify(randomBytes(12).toString('hex'))}
registration_shared_secret: ${JSON.stringify(registrationSharedSecret)}
rc_login:
  address: { per_second: 1000, burst_count: 1000 }
  account: { per_second: 1000, burst_count: 1000 }
${extra}`,
  );
  return { directory, file, serverName, url: `http://127.0.0.1:${port}`, registrationSharedSecret };
}

function sqliteYaml(directory: string): string {
  return `database:
  name: sqlite3
  args:
    database: ${JSON.stringify(join(directory, 'homeserver.db'))}`;
}

function databaseYaml({ host, port, user, password, database }: TestDatabase): string {
  return `database:
  name: psycopg2
  args:
    host: ${host}
    port: ${port}
    user: ${user}
    password: ${JSON.stringify(password)}
    dbname: ${database}
    cp_min: 1
    cp_max: 5`;
}
