import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { Client, type QueryResultRow } from 'pg';
import { readPlan } from '../../src/plan/read-plan.ts';
import type { Plan } from '../../src/plan/types.gen.ts';
import { type CliAnswer, runInProcess } from '../cli/run-in-process.ts';
import type { DatabasePair } from '../support/databases.ts';
import { insertProviders, type PlannedOptions, planRequestFor } from '../support/planned.ts';

/** A migration by the commands that an operator gives. */
export interface Through {
  readonly plan: Plan;
  /** Any command with these words, where the configuration is. */
  readonly run: (...args: readonly string[]) => Promise<CliAnswer>;
  readonly planId: string;
  /** Stops both services, applies, and verifies, each with these words too. */
  readonly apply: (...words: readonly string[]) => Promise<void>;
}

/** Writes the configuration of both services and plans, whatever comes of it. */
export async function planInProcess(
  t: TestContext,
  pair: DatabasePair,
  ...words: readonly string[]
): Promise<CliAnswer> {
  return (await writeAndPlan(t, pair, {}, words)).planned;
}

/** Writes the configuration of both services and plans. */
export async function goThrough(
  t: TestContext,
  pair: DatabasePair,
  options: PlannedOptions & { readonly words?: readonly string[] } = {},
): Promise<Through> {
  const { cwd, run, planned } = await writeAndPlan(t, pair, options, options.words ?? []);
  assert.ok([0, 10, 11].includes(planned.exitCode), planned.stderr);
  const { plan, planId } = readPlan(readFileSync(join(cwd, 'plan.yaml')));
  const apply = async (...words: readonly string[]): Promise<void> => {
    await withSuperuser(pair.mas.superuserUri, (client) => insertProviders(client, plan));
    await pair.synapse.disconnect();
    await pair.mas.disconnect();
    const applied = await run('apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test', ...words);
    assert.equal(applied.exitCode, 0, applied.stderr);
    const verified = await run('verify', 'plan.yaml', ...words);
    assert.equal(verified.exitCode, 0, verified.stderr);
  };
  return { plan, planId, run, apply };
}

async function writeAndPlan(
  t: TestContext,
  pair: DatabasePair,
  options: PlannedOptions,
  words: readonly string[],
): Promise<{ readonly cwd: string; readonly run: Through['run']; readonly planned: CliAnswer }> {
  const { cwd, synapseConfig, masConfig, accept } = planRequestFor(t, pair, options);
  const run = (...args: readonly string[]) => runInProcess(args, { cwd });
  const planned = await run(
    ...['plan', '--out', 'plan.yaml', '--synapse-config', ...synapseConfig, '--mas-config', ...masConfig],
    ...(accept === undefined ? [] : ['--accept', accept]),
    ...words,
  );
  return { cwd, run, planned };
}

/** What a superuser reads in a database, whoever was disconnected. */
export async function readAll<R extends QueryResultRow>(uri: string, sql: string): Promise<readonly R[]> {
  return await withSuperuser(uri, async (client) => (await client.query<R>(sql)).rows);
}

/** A session of a superuser. */
export async function withSuperuser<T>(uri: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: uri });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
