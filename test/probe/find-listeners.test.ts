import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { freePort } from '../../src/cli/demo/free-port.ts';
import type { Listener } from '../../src/plan/types.gen.ts';
import { findListening } from '../../src/probe/find-listeners.ts';
import { usualNetwork } from '../../src/probe/network.ts';
import { PlanError } from '../../src/support/errors.ts';
import { smallPlan } from '../apply/small-plan.ts';
import { temporaryFolder } from '../cli/example.ts';
import { certificates } from '../support/postgres/tls-server.ts';
import { startHttp } from './start-http.ts';

const synapse = { Server: 'Synapse/1.163.2' };

test('Synapse is found by its name, whatever it answers', async (t) => {
  const port = await startHttp(t, (_, response) => response.writeHead(404, synapse).end('anything'));
  assert.deepEqual(await found(at(port)), [`SERVICE_LISTENING Synapse answers at 127.0.0.1:${port}.`]);
});

test('all addresses are those of the loopback', async (t) => {
  const port = await startHttp(t, (_, response) => response.writeHead(200, synapse).end('OK'));
  for (const host of ['0.0.0.0', '::', '']) {
    assert.deepEqual(await found({ ...at(port), addresses: [{ host, port }] }), [
      `SERVICE_LISTENING Synapse answers at 127.0.0.1:${port}.`,
    ]);
  }
});

test('behind TLS with a certificate of its own, and at a socket', async (t) => {
  const read = (name: string): Buffer => readFileSync(join(certificates, name));
  const answer = (_: unknown, response: import('node:http').ServerResponse) => response.writeHead(200, synapse).end();
  const port = await startHttp(t, answer, { tls: { cert: read('server.crt'), key: read('server.key') } });
  const socket = join(temporaryFolder(t), 'synapse.sock');
  await startHttp(t, answer, { socket });
  assert.deepEqual(await found({ ...at(port), tls: true }, { ...at(0), addresses: [], sockets: [socket] }), [
    `SERVICE_LISTENING Synapse answers at 127.0.0.1:${port}.`,
    `SERVICE_LISTENING Synapse answers at ${socket}.`,
  ]);
});

test('who takes a connection and says nothing may be Synapse', async (t) => {
  const port = await startTcp(t, () => {});
  assert.deepEqual(await found(at(port)), [
    `SERVICE_LISTENING Somebody listens at 127.0.0.1:${port}, but no answer came in time, so it may be Synapse.`,
  ]);
});

test('nobody, another service, another protocol, and an address of elsewhere are no problem', async (t) => {
  const page = await startHttp(t, (_, response) => response.writeHead(503, { Server: 'nginx' }).end('Back soon'));
  const ssh = await startTcp(t, (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
  const gone = await freePort('127.0.0.1');
  assert.deepEqual(
    await found(...[at(page), at(ssh), at(gone), { ...at(page), tls: true }], {
      ...at(0),
      addresses: [{ host: 'synapse.invalid', port: 8008 }],
      sockets: ['/nowhere/synapse.sock'],
    }),
    [],
  );
});

test('an interruption ends it', async (t) => {
  const port = await startTcp(t, () => {});
  const plan = smallPlan();
  plan.live.synapse.listeners = [at(port)];
  await assert.rejects(
    findListening(plan, AbortSignal.timeout(50)),
    (error) => error instanceof PlanError && error.exitCode === 130,
  );
});

function at(port: number): Listener {
  return { addresses: [{ host: '127.0.0.1', port }], sockets: [], tls: false, resources: ['client'] };
}

async function found(...listeners: readonly Listener[]): Promise<readonly string[]> {
  const plan = smallPlan();
  plan.live.synapse.listeners = [...listeners];
  const problems = await findListening(plan, new AbortController().signal, { ...usualNetwork, timeoutMs: 1_000 });
  return problems.map(({ code, message }) => `${code} ${message}`);
}

async function startTcp(t: TestContext, talk: (socket: import('node:net').Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    t.after(() => socket.destroy());
    socket.on('error', () => {});
    talk(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}
