import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { Client } from 'pg';
import { startCluster } from '../../../src/cli/demo/embedded-cluster.ts';
import { PlanError } from '../../../src/support/errors.ts';

test('a cluster is UTF8 and C, listens on the loopback address and its socket, and leaves nothing behind', async () => {
  const listeners = countListeners();
  const cluster = await startCluster({ postgresFlags: ['-c', 'max_connections=20'] });
  const { host, port, user, password, dataDirectory } = cluster;
  const client = new Client({ host, port, user, password, database: 'postgres' });
  await client.connect();
  const { rows } = await client.query(
    `SELECT current_setting('max_connections') AS connections, datcollate, pg_encoding_to_char(encoding) AS encoding, current_setting('listen_addresses') AS addresses
       FROM pg_database WHERE datname = 'template1'`,
  );
  await client.end();
  assert.deepEqual(rows, [{ connections: '20', datcollate: 'C', encoding: 'UTF8', addresses: '127.0.0.1' }]);
  assert.ok(existsSync(`${dataDirectory}/.s.PGSQL.${port}`));
  await Promise.all([cluster.stop(), cluster.stop()]);
  assert.ok(!existsSync(dataDirectory));
  assert.deepEqual(countListeners(), listeners);
});

test('a server that refuses its flags is an expected failure that shows its log', async () => {
  await assert.rejects(startCluster({ postgresFlags: ['-c', 'max_connections=many'] }), (error) => {
    assert.ok(error instanceof PlanError);
    assert.equal(error.problems[0]?.code, 'DEMO_POSTGRES');
    assert.match(error.problems[0]?.excerpt ?? '', /max_connections/);
    return true;
  });
});

for (const [ending, expected] of [
  ['SIGINT', 'SIGINT'],
  ['SIGTERM', 'SIGTERM'],
  ['process.exit(7)', 7],
] as const) {
  test(`a process that ends by ${ending} takes its cluster with it`, async () => {
    const program = `
      import { startCluster } from ${JSON.stringify(new URL('../../../src/cli/demo/embedded-cluster.js', import.meta.url).href)};
      const { dataDirectory } = await startCluster();
      console.log(dataDirectory);
      ${ending.startsWith('SIG') ? 'setInterval(() => {}, 1000)' : ending};`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    if (ending.startsWith('SIG')) child.kill(ending as NodeJS.Signals);
    const [code, signal] = await exited;
    assert.equal(code ?? signal, expected);
    assert.ok(!existsSync(line.toString().trim()));
  });
}

function countListeners(): Readonly<Record<string, number>> {
  return Object.fromEntries(
    ['exit', 'beforeExit', 'SIGINT', 'SIGTERM', 'SIGHUP', 'message'].map((event) => [
      event,
      process.listenerCount(event),
    ]),
  );
}
