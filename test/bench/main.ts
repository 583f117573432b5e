import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { createDatabase, databaseUri, type OwnedDatabase } from '../../src/cli/demo/create-database.ts';
import { startCluster } from '../../src/cli/demo/embedded-cluster.ts';
import { serviceSchema } from '../../src/cli/demo/service-schema.ts';
import { syncProviders } from '../../src/cli/demo/sync-providers.ts';
import { demoSource } from '../../src/cli/demo/write-example.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { runInProcess } from '../cli/run-in-process.ts';
import { writeCompleteExample } from '../support/complete-example.ts';

/**
 * Rows per second of plan, apply and verify on a PostgreSQL of its own: `npm run bench -- [--users 100000]`. Compare figures of
 * one run only: machines are noisy. Memory is the highest resident size of this process so far.
 */
const { values } = parseArgs({ options: { users: { type: 'string', default: '100000' } } });
const cluster = await startCluster({ postgresFlags: ['-c', 'shared_buffers=256MB', '-c', 'max_wal_size=4GB'] });
const cwd = mkdtempSync(join(tmpdir(), 'syn2mas-plan-bench-'));
try {
  const [synapse, mas] = ['synapse', 'mas'].map((name) => ({ database: name, user: name, password: 'bench' })) as [
    OwnedDatabase,
    OwnedDatabase,
  ];
  await createDatabase(cluster, synapse, [
    ...serviceSchema('synapse-1.163'),
    `SET demo.users = ${Number(values.users)}`,
    demoSource(),
    'ANALYZE',
  ]);
  await createDatabase(cluster, mas, serviceSchema('mas-1.22'));
  const { masYaml } = writeCompleteExample(cwd, cluster, { synapse, mas });
  const client = new Client({ connectionString: databaseUri(cluster, mas) });
  await client.connect();
  await syncProviders(client, masYaml);
  await client.end();

  const inputs = ['--synapse-config', 'homeserver.yaml', '--mas-config', 'mas.yaml', '--out', 'plan.yaml'];
  const planSeconds = await seconds(['plan', ...inputs], [0, 11]);
  const { plan, planId } = readPlan(readFileSync(join(cwd, 'plan.yaml')));
  const rows = plan.summary.rowsMigrated;
  process.stdout.write(`${values.users} users of Synapse, ${rows} rows for MAS\n`);
  report('plan', planSeconds);
  report('apply', await seconds(['apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test'], [0]));
  report('verify', await seconds(['verify', 'plan.yaml'], [0]));
  report('rollback', await seconds(['rollback', 'plan.yaml'], [0]));

  function report(command: string, took: number): void {
    const rate = Math.round(rows / took).toLocaleString('en');
    const memory = Math.round(process.resourceUsage().maxRSS / 1024);
    process.stdout.write(
      `${command.padEnd(9)}${took.toFixed(2).padStart(8)} s${rate.padStart(12)} rows/s${String(memory).padStart(6)} MB\n`,
    );
  }
} finally {
  rmSync(cwd, { recursive: true, force: true });
  await cluster.stop();
}

async function seconds(args: readonly string[], expected: readonly number[]): Promise<number> {
  const started = performance.now();
  const answer = await runInProcess(args, { cwd });
  if (!expected.includes(answer.exitCode))
    throw new Error(`${args[0]} ended with ${answer.exitCode}:\n${answer.stderr}`);
  return (performance.now() - started) / 1000;
}
