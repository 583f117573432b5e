import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Listener } from '../../src/plan/types.gen.ts';
import { silentLog } from '../../src/support/log.ts';
import { startHttp } from '../probe/start-http.ts';
import { planExample, problemsOf, receiptsIn } from './planned-example.ts';

const synapse = { Server: 'Synapse/1.163.2' };

test('a Synapse that answers at a port of its configuration stops the cutover and the way back, before anything', async (t) => {
  let isUp = true;
  const port = await startHttp(t, (_, response) => {
    if (isUp) response.writeHead(200, synapse).end('OK');
    else response.writeHead(503, { Server: 'nginx' }).end('Back soon');
  });
  const listener: Listener = { addresses: [{ host: '127.0.0.1', port }], sockets: [], tls: false, resources: [] };
  const example = (await planExample(t, { users: 24 })).withPlan((plan) => ({
    ...plan,
    live: { ...plan.live, synapse: { ...plan.live.synapse, listeners: [listener] } },
  }));
  const before = await example.world();
  const told: string[] = [];
  const log = { ...silentLog, info: (line: string) => told.push(line) };
  for (const phase of ['cutover', undefined] as const) {
    const problems = await problemsOf(example.apply({ phase, log }));
    assert.deepEqual(
      problems.map(({ code, message }) => [code, message]),
      [['SERVICE_LISTENING', `Synapse answers at 127.0.0.1:${port}.`]],
    );
  }
  assert.ok(told.some((line) => line.startsWith('To do first: operator/stop-synapse')));
  assert.ok(told.some((line) => line === '    systemctl stop matrix-synapse'));
  assert.ok(!told.some((line) => line.includes('operator/stop-mas')));
  assert.deepEqual(await example.world(), before);
  const receipt = receiptsIn(example.cwd)[0];
  assert.deepEqual([receipt?.outcome, receipt?.stoppedBefore?.phase], ['failed', 'cutover']);

  // Another program on that port is nobody's concern.
  isUp = false;
  assert.equal((await example.apply()).receipt.outcome, 'applied');
  isUp = true;
  const applied = await example.world();
  assert.deepEqual(
    (await problemsOf(example.rollback())).map(({ code }) => code),
    ['SERVICE_LISTENING'],
  );
  assert.deepEqual(await example.world(), applied);
});
