import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { useServer } from '../support/given-server.ts';
import { startTestCluster } from '../support/test-cluster.ts';

/** A PostgreSQL of this test file, which may be ended at any instant and started again. */
export interface OwnServer {
  /** Immediate shutdown: no session ends, nothing is written any more. */
  crash(): Promise<void>;
  start(): Promise<void>;
}

/** Starts it, and makes it the server of all tests of this process. */
export async function startOwnServer(): Promise<OwnServer> {
  const cluster = await startTestCluster();
  const { host, port, user, password, dataDirectory } = cluster;
  useServer(cluster);
  // The command line of the server as it was, and whom it runs as.
  const words = readFileSync(join(dataDirectory, 'postmaster.opts'), 'utf8').trimEnd();
  const [program = ''] = words.split(' "', 1);
  const args = [...words.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word);
  const { uid, gid } = statSync(dataDirectory);
  let again: ChildProcess | undefined;
  const crash = async (): Promise<void> => {
    const pidFile = join(dataDirectory, 'postmaster.pid');
    const [pid = ''] = readFileSync(pidFile, 'utf8').split('\n', 1);
    process.kill(Number(pid), 'SIGQUIT');
    if (again) await once(again, 'exit');
    else while (isThere(Number(pid))) await sleep(20);
  };
  const start = async (): Promise<void> => {
    const isRoot = process.geteuid?.() === 0;
    again = spawn(program, args, { stdio: 'ignore', ...(isRoot ? { uid, gid } : {}) });
    for (let attempt = 1; ; attempt += 1) {
      const client = new Client({ host, port, user, password, database: 'postgres' });
      client.on('error', () => {});
      try {
        await client.connect();
        await client.end();
        return;
      } catch (error) {
        if (attempt > 600) throw error;
        await sleep(50);
      }
    }
  };
  after(async () => {
    if (again && again.exitCode === null && existsSync(join(dataDirectory, 'postmaster.pid'))) await crash();
    await cluster.stop();
  });
  return { crash, start };
}

/** The wrapper is its parent and takes notice of its end. */
function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
