import { cpus, release, totalmem } from 'node:os';
import { Client } from 'pg';
import type { Server } from '../../src/cli/demo/embedded-cluster.ts';

/** On what something was measured. */
export interface Machine {
  readonly processors: number;
  readonly model: string;
  readonly gibibytes: number;
  readonly kernel: string;
  readonly postgres: string;
  readonly node: string;
}

/** This machine, and the server on it. */
export async function describeMachine({ host, port, user, password }: Server): Promise<Machine> {
  const client = new Client({ host, port, user, password, database: 'postgres' });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  await client.end();
  return {
    processors: cpus().length,
    model: cpus()[0]?.model ?? 'unknown',
    gibibytes: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    postgres: rows[0]?.server_version ?? 'unknown',
    node: process.versions.node,
  };
}
