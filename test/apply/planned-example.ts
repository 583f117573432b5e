import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { AskedApply } from '../../src/apply/apply-request.ts';
import type { Receipt } from '../../src/apply/receipt.ts';
import type { RunDatabases } from '../../src/apply/run-databases.ts';
import { readStatus } from '../../src/apply/status/read-status.ts';
import type { Status } from '../../src/apply/status/status.ts';
import type { RunResult } from '../../src/apply/with-receipt.ts';
import { databaseDigest } from '../../src/cli/demo/database-digest.ts';
import { syncProviders } from '../../src/cli/demo/sync-providers.ts';
import { makePlan } from '../../src/cli/make-plan.ts';
import { readPlanInputs } from '../../src/cli/plan-inputs.ts';
import { planIdOf } from '../../src/plan/plan-id.ts';
import type { Plan } from '../../src/plan/types.gen.ts';
import { writePlan } from '../../src/plan/write-plan.ts';
import { type RollbackRequest, rollbackPlan } from '../../src/rollback/rollback-plan.ts';
import { PlanError, type Problem } from '../../src/support/errors.ts';
import { type Log, silentLog } from '../../src/support/log.ts';
import { type Verified, type VerifyRequest, verifyPlan } from '../../src/verify/verify-plan.ts';
import { createExample } from '../cli/example.ts';
import type { DatabasePair } from '../support/databases.ts';
import { copyToSqlite } from '../support/sqlite/copy-to-sqlite.ts';

/** The example of the demo with a plan for it; both services are stopped, MAS has its providers and needs no patch. */
export interface PlannedExample {
  readonly cwd: string;
  readonly pair: DatabasePair;
  readonly databases: RunDatabases;
  readonly plan: Plan;
  readonly planId: string;
  readonly planBytes: Uint8Array;
  /** A superuser, who is neither service. */
  readonly synapse: Client;
  readonly mas: Client;
  apply(options?: Partial<AskedApply>): Promise<RunResult>;
  rollback(options?: Partial<RollbackRequest>): Promise<RunResult>;
  verify(options?: Partial<VerifyRequest>): Promise<Verified>;
  status(): Promise<Status>;
  /** Both databases and every file but receipts and the audit log: equal before and after means that nothing happened. */
  world(): Promise<World>;
  /** The same with another plan, whose id is that of its bytes. */
  withPlan(change: (plan: Plan) => Plan): PlannedExample;
}

export interface World {
  readonly synapse: string;
  readonly mas: string;
  /** Schemas that are not PostgreSQL's. */
  readonly schemas: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

export interface ExampleOptions {
  readonly users?: number;
  /** The schema of MAS; by default the newest. */
  readonly mas?: '1.22' | '0.11';
  /** Changes the databases, as who owns them, before the plan is made. */
  readonly prepare?: (synapse: Client, mas: Client) => Promise<unknown>;
  /** The text of the file of `--accept`. */
  readonly accept?: string;
  /** The text of the file of `--links`. */
  readonly links?: string;
  /** Synapse is on SQLite: its rows stand in homeserver.db. */
  readonly sqlite?: boolean;
}

export async function planExample(t: TestContext, options: ExampleOptions = {}): Promise<PlannedExample> {
  const { cwd, pair } = await createExample(t, {
    users: options.users ?? 60,
    ...(options.mas === undefined ? {} : { mas: options.mas }),
  });
  writeWellKnown(join(cwd, wellKnown));
  await options.prepare?.(pair.synapse.client, pair.mas.client);
  const accept = join(cwd, '..', `${basename(cwd)}-decisions.yaml`);
  const links = join(cwd, '..', `${basename(cwd)}-links.csv`);
  if (options.links !== undefined) {
    writeFileSync(links, options.links);
    t.after(() => rmSync(links));
  }
  const decisions = options.accept ?? (options.mas === '0.11' ? oldMas : undefined);
  if (decisions !== undefined) {
    writeFileSync(accept, decisions);
    t.after(() => rmSync(accept));
  }
  await syncProviders(pair.mas.client, join(cwd, 'mas.yaml'));
  const plan = await makePlan({
    synapseConfig: ['homeserver.yaml', ...(options.sqlite ? [await moveToSqlite(pair, cwd)] : [])],
    masConfig: ['mas.yaml'],
    createdAt: '2026-01-31T12:00:00Z',
    createdBy: 'ada',
    toolVersion: '0.0.0',
    choices: { maxDriftPercent: 10, maxDriftRows: 5, samples: true, wellKnown },
    ...(decisions === undefined ? {} : { accept }),
    ...(options.links === undefined ? {} : { links }),
    cwd,
    env: {},
    log: silentLog,
  });
  await Promise.all([pair.synapse.disconnect(), pair.mas.disconnect()]);
  const [synapse, mas] = await Promise.all(
    [pair.synapse, pair.mas].map(({ superuserUri }) => connect(t, superuserUri)),
  );
  assert.ok(synapse && mas);
  return example(plan, { cwd, pair, synapse, mas });
}

const wellKnown = 'www/client';

/** Copies Synapse's rows into a file, and gives the name of a configuration file that says so. */
async function moveToSqlite({ synapse }: DatabasePair, cwd: string): Promise<string> {
  await copyToSqlite(synapse.client, join(cwd, 'homeserver.db'));
  writeFileSync(join(cwd, 'sqlite.yaml'), 'database: { name: sqlite3, args: { database: homeserver.db } }\n');
  return 'sqlite.yaml';
}

/** The error that a database of MAS 0.11 is. */
const oldMas = `acceptances:
  - { finding: versions/mas-too-old, upTo: 1, reason: A newer MAS is started afterwards., by: ada }
`;

function writeWellKnown(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '{ "m.homeserver": { "base_url": "https://matrix.example.org/" } }\n');
}

async function connect(t: TestContext, uri: string): Promise<Client> {
  const client = new Client({ connectionString: uri, application_name: 'test' });
  client.on('error', () => {});
  await client.connect();
  t.after(() => client.end());
  return client;
}

function example(plan: Plan, base: Pick<PlannedExample, 'cwd' | 'pair' | 'synapse' | 'mas'>): PlannedExample {
  const { cwd, synapse, mas } = base;
  const planBytes = Buffer.from(writePlan(plan));
  const planId = planIdOf(planBytes);
  const { databases, resolveSecret } = readPlanInputs(plan, {}, { cwd, env: {} });
  const common = {
    planPath: join(cwd, 'plan.yaml'),
    readInputs: () => ({ databases, resolveSecret }),
    log: silentLog,
    signal: new AbortController().signal,
    clock: () => new Date('2026-02-01T03:04:05Z'),
    by: 'grace',
    toolVersion: '0.0.0',
  };
  return {
    ...base,
    databases,
    plan,
    planId,
    planBytes,
    apply: (options = {}) =>
      applyPlan({
        ...common,
        planBytes,
        authorization: { givenPlanId: planId, unapproved: 'a test' },
        rehearse: false,
        jobs: 2,
        ...options,
      }),
    rollback: (options = {}) => rollbackPlan({ ...common, planBytes, ...options }),
    verify: (options = {}) => verifyPlan({ ...common, plan, planId, databases, jobs: 2, ...options }),
    status: () => readStatus({ ...common, plan, planId, databases }),
    world: async () => ({
      synapse: await databaseDigest(synapse),
      mas: await databaseDigest(mas),
      schemas: (
        await mas.query<{ name: string }>(
          `SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY 1`,
        )
      ).rows.map(({ name }) => name),
      files: readFiles(cwd),
    }),
    withPlan: (change) => example(change(structuredClone(plan)), base),
  };
}

function readFiles(cwd: string): Readonly<Record<string, string>> {
  const names = readdirSync(cwd, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !name.includes('.receipt-') && !name.includes('.audit.jsonl') && name !== 'plan.yaml',
  );
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(cwd, name)).isFile())
      .map((name) => [name, `${statSync(join(cwd, name)).mode} ${readFileSync(join(cwd, name), 'utf8')}`]),
  );
}

/** The problems of a run that must fail. Anything but a PlanError is a bug. */
export async function problemsOf(work: Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof PlanError) return error.problems;
    throw error;
  }
  throw new assert.AssertionError({ message: 'it did not fail' });
}

/** All receipts of an example, oldest first. */
export function receiptsIn(cwd: string): readonly Receipt[] {
  return readdirSync(cwd)
    .filter((name) => name.includes('.receipt-') && existsSync(join(cwd, name)))
    .sort((a, b) => statSync(join(cwd, a)).mtimeMs - statSync(join(cwd, b)).mtimeMs)
    .map((name) => JSON.parse(readFileSync(join(cwd, name), 'utf8')) as Receipt);
}

/** The files that a run wrote. */
export function filesOf(receipt: Receipt | undefined): readonly string[] {
  return (receipt?.files ?? []).map(({ path }) => path);
}

/** A log that acts at the instant at which a step starts, or, for `committed`, before any file is in its place. */
export function onStep(id: string, act: () => void): { readonly log: Log } {
  const event: Log['event'] = (type, { step }) => {
    if ((type === 'step-started' && step === id) || type === id) act();
  };
  return { log: { ...silentLog, event } };
}

/** Runs apply or rollback in a process of its own that is killed at the instant at which a step starts, or at `committed`. */
export async function killAt(
  step: string,
  command: 'apply' | 'rollback' | 'discard',
  example: PlannedExample,
): Promise<void> {
  const planPath = join(example.cwd, 'plan.yaml');
  writeFileSync(planPath, example.planBytes);
  const program = new URL('killed-run.js', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, command, planPath, example.planId, step], { stdio: 'inherit' });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  assert.equal(signal, 'SIGKILL', `${command} ended with ${code ?? signal}`);
  // The server notices within a second.
  for (const client of [example.synapse, example.mas]) {
    const sql = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'syn2mas-plan'`;
    for (let attempt = 1; (await client.query(sql)).rows.length > 0; attempt += 1) {
      assert.ok(attempt < 100, 'the server does not notice that apply is gone');
      await sleep(100);
    }
  }
}

/** The plan with other SELECTs or SQL in some of its steps. */
export function changeStep(plan: Plan, id: string, change: (text: string) => string): Plan {
  const steps = plan.steps.map((step) => {
    if (step.id !== id) return step;
    if (step.kind === 'copy') return { ...step, select: change(step.select) };
    return step.kind === 'sql' || step.kind === 'assert' ? { ...step, sql: change(step.sql) } : step;
  });
  return { ...plan, steps };
}

/** The same rows, but not while any test runs. */
export function slowly(select: string): string {
  const tables = [1, 2, 3, 4, 5, 6].map((n) => `users AS u${n}`).join(', ');
  return `SELECT q.* FROM (${select}\n) AS q, (SELECT count(*) AS rows FROM ${tables}) AS slow WHERE slow.rows > 0`;
}
