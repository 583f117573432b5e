import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDatabase, databaseUri, type OwnedDatabase, runIn } from '../../src/cli/demo/create-database.ts';
import type { Cluster } from '../../src/cli/demo/embedded-cluster.ts';
import { serviceSchema } from '../../src/cli/demo/service-schema.ts';
import { syncProviders } from '../../src/cli/demo/sync-providers.ts';
import { packageRoot } from '../../src/support/package-root.ts';
import { writeCompleteExample } from '../support/complete-example.ts';

/** The databases of one size. */
export interface BenchDatabases {
  readonly synapse: OwnedDatabase;
  readonly mas: OwnedDatabase;
  /** Makes one more database like that of MAS before anything was copied, or makes it anew. */
  readonly makeEmptyMas: (name: string) => Promise<OwnedDatabase>;
}

/** Fills a database of Synapse with so many users, makes an empty one of MAS, and writes the configuration of both into a folder. */
export async function makeDatabases(cluster: Cluster, users: number, directory: string): Promise<BenchDatabases> {
  const [synapse, mas] = ['synapse', 'mas'].map((name) => owned(`${name}_${users}`)) as [OwnedDatabase, OwnedDatabase];
  const schema = serviceSchema('synapse-1.163');
  const isLast = (statement: string): boolean => /^CREATE (UNIQUE )?INDEX|^ALTER TABLE .* FOREIGN KEY/s.test(statement);
  await createDatabase(cluster, synapse, [
    ...schema.filter((statement) => !isLast(statement)),
    `SET bench.users = ${users}`,
    readFileSync(join(packageRoot(), 'test/bench/source.sql'), 'utf8'),
    ...schema.filter(isLast),
  ]);
  await runIn(cluster, synapse.database, ['VACUUM ANALYZE', 'CHECKPOINT']);
  await createDatabase(cluster, mas, serviceSchema('mas-1.22'));
  const { masYaml } = writeCompleteExample(directory, cluster, { synapse, mas });
  const client = new Client({ connectionString: databaseUri(cluster, mas) });
  await client.connect();
  await syncProviders(client, masYaml);
  await client.end();
  const empty = `empty_${users}`;
  const { user } = mas;
  await runIn(cluster, 'postgres', [`CREATE DATABASE ${empty} TEMPLATE ${mas.database} OWNER ${user}`]);
  return {
    synapse,
    mas,
    makeEmptyMas: async (name) => {
      await runIn(cluster, 'postgres', [
        `DROP DATABASE IF EXISTS ${name}`,
        `CREATE DATABASE ${name} TEMPLATE ${empty} OWNER ${user}`,
      ]);
      return { ...mas, database: name };
    },
  };
}

function owned(name: string): OwnedDatabase {
  return { database: name, user: name, password: 'bench' };
}
