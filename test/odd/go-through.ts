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
  /** Stops both services, applies, and verifies. */
  readonly apply: () => Promise<void>;
}

/** Writes the configuration of both services and plans. */
export async function goThrough(t: TestContext, pair: DatabasePair, options: PlannedOptions = {}): Promise<Through> {
  const { cwd, synapseConfig, masConfig, accept } = planRequestFor(t, pair, options);
  const run = (...args: readonly string[]) => runInProcess(args, { cwd });
  const planned = await run(
    ...['plan', '--out', 'plan.yaml', '--synapse-config', ...synapseConfig, '--mas-config', ...masConfig],
    ...(accept === undefined ? [] : ['--accept', accept]),
  );
  assert.ok([0, 10, 11].includes(planned.exitCode), planned.stderr);
  const { plan, planId } = readPlan(readFileSync(join(cwd, 'plan.yaml')));
  const apply = async (): Promise<void> => {
    await withSuperuser(pair.mas.superuserUri, (client) => insertProviders(client, plan));
    await pair.synapse.disconnect();
    await pair.mas.disconnect();
    const applied = await run('apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test');
    assert.equal(applied.exitCode, 0, applied.stderr);
    const verified = await run('verify', 'plan.yaml');
    assert.equal(verified.exitCode, 0, verified.stderr);
  };
  return { plan, run, apply };
}

/** What a superuser reads in a database, whoever was disconnected. */
export async function readAll<R extends QueryResultRow>(uri: string, sql: string): Promise<readonly R[]> {
  return await withSuperuser(uri, async (client) => (await client.query<R>(sql)).rows);
}

async function withSuperuser<T>(uri: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: uri });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
