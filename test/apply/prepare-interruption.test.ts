import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesOf, onStep, problemsOf, receiptsIn } from './planned-example.ts';
import { prepareExample } from './prepared-example.ts';

test('an interruption after prepare leaves that done and says so', async (t) => {
  const example = await prepareExample(t);
  await example.sync();
  const before = await example.world();
  const interrupt = new AbortController();
  const { log } = onStep('prepared', () => interrupt.abort());
  const [problem] = await problemsOf(example.apply({ log, signal: interrupt.signal }));
  assert.equal(problem?.code, 'INTERRUPTED');
  for (const path of example.prepareFiles) assert.ok(problem?.message.includes(path) && existsSync(path));
  assert.equal((await example.world()).mas, before.mas);
  const last = receiptsIn(example.cwd).at(-1);
  assert.deepEqual([last?.outcome, last?.code, filesOf(last)], ['interrupted', 'INTERRUPTED', example.prepareFiles]);
  assert.equal((await example.status()).state, 'prepared');
});

test('an interruption before prepare changes nothing', async (t) => {
  const example = await prepareExample(t);
  const before = await example.world();
  const signal = AbortSignal.abort();
  for (const phase of ['prepare', undefined] as const) {
    assert.equal((await problemsOf(example.apply({ phase, signal })))[0]?.code, 'INTERRUPTED');
  }
  assert.deepEqual(await example.world(), before);
  assert.ok(!existsSync(join(example.cwd, 'client-secret')));
});
