import assert from 'node:assert/strict';
import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { databaseDigest } from '../../src/cli/demo/database-digest.ts';
import { syncProviders } from '../../src/cli/demo/sync-providers.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import type { Plan } from '../../src/plan/types.gen.ts';
import { createExample, type Example, inputs } from '../cli/example.ts';
import { type CliAnswer, runInProcess } from '../cli/run-in-process.ts';
import type { DatabasePair } from '../support/databases.ts';

/**
 * Two databases and a folder with a plan, made once for many runs that are killed: each ends with everything as it was. The plan is
 * one as people have it, with files of both phases: MAS's configuration, the secret, homeserver.yaml, a new well-known. The providers
 * are in the database of MAS, so that one `apply` runs both phases.
 */
export interface Arena extends Example {
  readonly plan: Plan;
  readonly planId: string;
  /** The words of `apply` that run the plan. */
  readonly apply: readonly string[];
  readonly before: World;
  readonly after: World;
  /** Superusers. */
  readonly synapse: Client;
  readonly mas: Client;
  run(...args: readonly string[]): Promise<CliAnswer>;
  /** The same with another clock. */
  runAt(now: string, ...args: readonly string[]): Promise<CliAnswer>;
  world(): Promise<World>;
  /** Waits until the servers have noticed that a killed run is gone. */
  settle(): Promise<void>;
  /** Forgets all runs: without receipts, audit log and journal it is as on the first day. */
  forget(): Promise<void>;
  /** After the server was away. */
  reconnect(): Promise<void>;
}

/** Both databases, and the files with their modes, but for receipts and the audit log. */
export interface World {
  readonly synapse: string;
  readonly mas: string;
  readonly files: Readonly<Record<string, string>>;
}

export async function makeArena(t: TestContext, options: { readonly users?: number } = {}): Promise<Arena> {
  const example = await createExample(t, { users: options.users ?? 60, isGenerated: true });
  const { cwd, pair } = example;
  const runAt = (now: string, ...args: readonly string[]) => runInProcess(args, { cwd, now });
  const run = (...args: readonly string[]) => runAt(new Date().toISOString(), ...args);
  const planned = await run('plan', ...inputs, '--well-known', 'client', '--out', 'plan.yaml');
  assert.equal(planned.exitCode, 11, planned.stderr);
  const { plan, planId } = readPlan(readFileSync(join(cwd, 'plan.yaml')));
  await Promise.all([pair.synapse.disconnect(), pair.mas.disconnect()]);
  let clients = await connectBoth(t, pair);
  const apply = ['apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test'];
  const world = async (): Promise<World> => ({
    synapse: await databaseDigest(clients.synapse),
    mas: await databaseDigest(clients.mas),
    files: readFiles(cwd),
  });
  const forget = async (): Promise<void> => {
    await clients.mas.query('DROP SCHEMA IF EXISTS syn2mas_plan CASCADE');
    for (const name of readdirSync(cwd)) if (isTrace(name)) rmSync(join(cwd, name));
  };
  const runWell = async (...args: readonly string[]): Promise<void> => {
    const { exitCode, stderr } = await run(...args);
    assert.equal(exitCode, 0, stderr);
  };

  const generated = readFiles(cwd);
  await runWell(...apply, '--phase', 'prepare');
  await syncProviders(clients.mas, join(cwd, 'mas.yaml'));
  await runWell('rollback', 'plan.yaml');
  const before = await world();
  assert.deepEqual(before.files, generated);
  await runWell(...apply);
  const after = await world();
  await runWell('rollback', 'plan.yaml');
  assert.deepEqual(await world(), before);
  await forget();
  return {
    ...example,
    plan,
    planId,
    apply,
    before,
    after,
    get synapse() {
      return clients.synapse;
    },
    get mas() {
      return clients.mas;
    },
    run,
    runAt,
    world,
    settle: () => waitForEnd([clients.synapse, clients.mas]),
    forget,
    reconnect: async () => {
      clients = await connectBoth(t, pair);
    },
  };
}

async function connectBoth(t: TestContext, { synapse, mas }: DatabasePair): Promise<Pick<Arena, 'synapse' | 'mas'>> {
  return { synapse: await connect(t, synapse.superuserUri), mas: await connect(t, mas.superuserUri) };
}

async function connect(t: TestContext, connectionString: string): Promise<Client> {
  const client = new Client({ connectionString, application_name: 'test' });
  // A test may stop the server.
  client.on('error', () => {});
  await client.connect();
  t.after(() => client.end().catch(() => {}));
  return client;
}

function readFiles(cwd: string): World['files'] {
  const names = readdirSync(cwd, { recursive: true, encoding: 'utf8' }).filter((name) => !isTrace(name));
  return Object.fromEntries(
    names.flatMap((name) => {
      const path = join(cwd, name);
      const stat = lstatSync(path);
      if (stat.isSymbolicLink()) return [[name, `link to ${readlinkSync(path)}`]];
      return stat.isFile() ? [[name, `${stat.mode.toString(8)} ${readFileSync(path, 'utf8')}`]] : [];
    }),
  );
}

/** What tells of the runs, and stays. */
export function isTrace(name: string): boolean {
  return /^plan\.yaml\.(receipt-.*\.json|audit\.jsonl)$/.test(name);
}

async function waitForEnd(clients: readonly Client[]): Promise<void> {
  for (const client of clients) {
    const sql = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'syn2mas-plan'`;
    for (let attempt = 1; (await client.query(sql)).rows.length > 0; attempt += 1) {
      assert.ok(attempt < 500, 'the server does not notice that the run is gone');
      await sleep(20);
    }
  }
}
