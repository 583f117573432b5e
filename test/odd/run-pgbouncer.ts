import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/cli/demo/free-port.ts';
import type { TestDatabase } from '../support/databases.ts';

/**
 * Starts a PgBouncer before this database and gives its port. It ends with the test.
 * @throws Error when the program is absent or does not start
 */
export async function runPgBouncer(
  t: TestContext,
  { host, port: serverPort, database, user, password }: TestDatabase,
  { mode, poolSize = 5 }: { readonly mode: 'session' | 'transaction' | 'statement'; readonly poolSize?: number },
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'syn2mas-plan-pgbouncer-'));
  chmodSync(folder, 0o755);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort('127.0.0.1');
  const config = join(folder, 'pgbouncer.ini');
  writeFileSync(
    config,
    `[databases]
${database} = host=${host} port=${serverPort} user=${user} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = ${poolSize}
`,
  );
  const log = join(folder, 'log');
  const output = openSync(log, 'w');
  // It does not run as root.
  const isRoot = process.getuid?.() === 0;
  const child = spawn('pgbouncer', [...(isRoot ? ['-u', 'nobody'] : []), config], {
    stdio: ['ignore', output, output],
    env: { PATH: `${process.env.PATH}:/usr/sbin` },
  });
  closeSync(output);
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  t.after(async () => {
    if (failure || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  });
  while (!(await isOpen(port))) {
    if (failure) throw new Error('This test needs PgBouncer: apt-get install pgbouncer', { cause: failure });
    if (child.exitCode !== null) throw new Error(`pgbouncer:\n${readFileSync(log, 'utf8')}`);
    await sleep(20);
  }
  return port;
}

async function isOpen(port: number): Promise<boolean> {
  const socket = createConnection({ host: '127.0.0.1', port });
  const isConnected = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isConnected;
}
