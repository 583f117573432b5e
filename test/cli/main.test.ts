import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeExample } from '../../src/cli/demo/write-example.ts';
import { inputs, temporaryFolder } from './example.ts';

const program = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

test('nobody has to read stdout to the end', async () => {
  const child = spawn(process.execPath, [program, 'explain'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  const stderr = text(child.stderr);
  assert.deepEqual(await once(child, 'close'), [0, null]);
  assert.equal(await stderr, '');
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} while a server keeps it waiting: exit 130, nothing written`, async (t) => {
    const { port, connected } = await silentServer(t);
    const cwd = temporaryFolder(t);
    const owned = { database: 'x', user: 'x', password: 'x' };
    const server = { host: '127.0.0.1', port, user: 'x', password: 'x' };
    writeExample(cwd, server, { synapse: owned, mas: owned });
    const before = readdirSync(cwd);
    const child = spawn(process.execPath, [program, 'plan', ...inputs, '--out', 'plan.yaml'], {
      cwd,
      env: {},
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const stderr = text(child.stderr);
    const ended = once(child, 'close');
    await connected;
    child.kill(signal);
    assert.deepEqual(await ended, [130, null]);
    assert.match(await stderr, /INTERRUPTED/);
    assert.deepEqual(readdirSync(cwd), before);
  });
}

test('the exit code reaches the shell', async (t) => {
  const cwd = temporaryFolder(t);
  writeFileSync(join(cwd, 'plan.yaml'), 'no plan\n');
  const child = spawn(process.execPath, [program, 'show', 'plan.yaml'], { cwd, stdio: 'ignore' });
  assert.deepEqual(await once(child, 'close'), [12, null]);
});

/** Takes connections and says nothing. */
async function silentServer(t: TestContext): Promise<{ readonly port: number; readonly connected: Promise<unknown> }> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return { port: address.port, connected: once(server, 'connection') };
}
