import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { runIn } from '../../src/cli/demo/create-database.ts';
import type { ServiceSchema } from '../../src/cli/demo/service-schema.ts';
import { problemsIn, runInProcess } from '../cli/run-in-process.ts';
import { testServer } from '../support/cluster.ts';
import { createServiceDatabase, type TestDatabase } from '../support/databases.ts';
import type { GoldenCase } from './golden-case.ts';
import { type Recorded, recordFindings, recordProblems } from './recorded.ts';

/** Databases that hold nothing, by schema: check only reads, so that cases without facts can share them. */
export type EmptyDatabases = ReadonlyMap<ServiceSchema, TestDatabase>;

/** Makes one of each, gone after the test. */
export async function createEmptyDatabases(t: TestContext): Promise<EmptyDatabases> {
  const schemas = ['synapse-1.163', 'mas-1.22', 'mas-0.11'] as const;
  return new Map(
    await Promise.all(schemas.map(async (schema) => [schema, await createServiceDatabase(t, schema)] as const)),
  );
}

/**
 * Runs `check` on a case as an operator would, in this process, and gives what it answered without what differs from one machine
 * to the next: the folder, and the names and addresses of the databases.
 */
export async function runCase(t: TestContext, golden: GoldenCase, empty: EmptyDatabases): Promise<Recorded> {
  const [source, target] = await Promise.all([
    openFacts(t, golden, 'source', 'synapse-1.163', empty),
    openFacts(t, golden, 'target', `mas-${golden.masSchema}`, empty),
  ]);
  const given = [
    ...['--synapse-config', ...golden.synapse, '--synapse-database-uri', source.uri],
    ...['--mas-config', ...golden.mas, '--mas-database-uri', target.uri],
    ...golden.options,
  ];
  const answer = await runInProcess(['check', ...given, '--format', 'json', '--log-format', 'json'], {
    cwd: golden.folder,
    env: golden.env,
    now: golden.now,
  });
  const stable = (text: string): string => {
    const here = text.replaceAll(`${golden.folder}/`, '').replaceAll(golden.folder, '.');
    const named = here.replaceAll(source.database, 'SYNAPSE').replaceAll(target.database, 'MAS');
    // Of a provider that MAS gets: its id is made of the time and of the databases.
    const known = named.replaceAll(/(\/upstream\/callback\/)01KG9YS7G0[0-9A-Z]{16}/g, '$1NEW-ID');
    return known.replaceAll(`${source.host}:${source.port}`, 'HOST:PORT');
  };
  return answer.stdout === ''
    ? recordProblems(answer.exitCode, problemsIn(answer), stable)
    : recordFindings(answer.exitCode, JSON.parse(answer.stdout), stable);
}

async function openFacts(
  t: TestContext,
  { folder, synapseDatabase, masDatabase }: GoldenCase,
  side: 'source' | 'target',
  schema: ServiceSchema,
  empty: EmptyDatabases,
): Promise<TestDatabase> {
  const how = side === 'source' ? synapseDatabase : masDatabase;
  const [facts, bySuperuser] = [`${side}.sql`, `${side}-superuser.sql`]
    .map((file) => join(folder, file))
    .map((path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined));
  const shared = empty.get(schema);
  if (facts === undefined && bySuperuser === undefined && how === undefined && shared) return shared;
  const database = await createServiceDatabase(t, schema, how);
  if (facts !== undefined) await database.client.query(facts);
  if (bySuperuser !== undefined) {
    const { host, port, user, password } = await testServer();
    await runIn({ host, port, user, password }, database.database, [bySuperuser]);
  }
  return database;
}
