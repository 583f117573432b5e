import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { setLocally } from '../../src/apply/set-locally.ts';
import type { OwnedDatabase } from '../../src/cli/demo/create-database.ts';
import type { Cluster } from '../../src/cli/demo/embedded-cluster.ts';
import type { CopyStep, Plan, SqlStep } from '../../src/plan/types.gen.ts';
import { quoteIdentifier, quoteLiteral } from '../../src/support/sql-text.ts';

/** What PostgreSQL itself needs. */
export interface Floor {
  /** From BEGIN to COMMIT. */
  readonly seconds: number;
  /** Of these: COPY. */
  readonly loading: number;
  readonly restoring: number;
}

/** Files of the server, in its own directory: what apply has copied, ready to be loaded again. @returns their bytes */
export async function saveCopied(cluster: Cluster, mas: OwnedDatabase, plan: Plan): Promise<number> {
  return await withSuperuser(cluster, mas.database, async (client) => {
    let bytes = 0;
    for (const step of copySteps(plan)) {
      const file = fileOf(cluster, step);
      await client.query(`COPY ${columnsOf(step)} TO ${quoteLiteral(file)} (FORMAT binary)`);
      bytes += statSync(file).size;
    }
    return bytes;
  });
}

/**
 * The least that loading these rows can take: the server reads ready binary data from files of its own into emptied tables, then builds
 * constraints and indexes as the plan has them, in one transaction. Nothing is read from Synapse, computed, sent, checked or analysed.
 */
export async function measureFloor(cluster: Cluster, mas: OwnedDatabase, plan: Plan): Promise<Floor> {
  return await withSuperuser(cluster, mas.database, async (client) => {
    const run = async (sql: string): Promise<number> => {
      const started = performance.now();
      await client.query(sql);
      return (performance.now() - started) / 1000;
    };
    const sql = (...purposes: readonly SqlStep['purpose'][]): string =>
      plan.steps
        .flatMap((step) => (step.kind === 'sql' && purposes.includes(step.purpose) ? [step.sql] : []))
        .join('\n');
    const begun = await run('BEGIN');
    // With the memory that apply has.
    await setLocally(client, plan.target.database);
    const before = begun + (await run(sql('lock', 'clear')));
    let loading = 0;
    for (const step of copySteps(plan)) {
      loading += await run(
        `COPY ${columnsOf(step)} FROM ${quoteLiteral(fileOf(cluster, step))} (FORMAT binary, FREEZE)`,
      );
    }
    const restoring = await run(sql('restore'));
    const after = await run('COMMIT');
    return { seconds: before + loading + restoring + after, loading, restoring };
  });
}

function copySteps(plan: Plan): readonly CopyStep[] {
  return plan.steps.filter((step): step is CopyStep => step.kind === 'copy');
}

function columnsOf({ table, columns }: CopyStep): string {
  return `${quoteIdentifier(table)} (${columns.map(quoteIdentifier).join(', ')})`;
}

function fileOf({ dataDirectory }: Cluster, { table }: CopyStep): string {
  return join(dataDirectory, `floor-${table}`);
}

async function withSuperuser<T>(cluster: Cluster, database: string, use: (client: Client) => Promise<T>): Promise<T> {
  const { host, port, user, password } = cluster;
  const client = new Client({ host, port, user, password, database });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
