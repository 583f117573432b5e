import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesOf, killAt, killAtChange, onStep, problemsOf, receiptsIn } from './planned-example.ts';
import { type PreparedExample, prepareExample } from './prepared-example.ts';

/** Secret with its mark, mas.yaml with its backup, a new file. */
const changes = [1, 2, 3, 4, 5];

function filesAreOneOrTheOther(
  { cwd, prepareFiles }: PreparedExample,
  found: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): void {
  for (const path of prepareFiles) {
    const name = path.slice(cwd.length + 1);
    assert.ok(found[name] === before[name] || found[name] === after[name], name);
  }
  for (const name of Object.keys(before)) assert.ok(name in found, name);
}

test('killed before any change of prepare, files are before or after, status says so, and it finishes or goes back', async (t) => {
  const example = await prepareExample(t);
  const before = await example.world();
  await example.apply({ phase: 'prepare' });
  const after = await example.world();
  await example.rollback();
  assert.deepEqual(await example.world(), before);

  for (const change of changes) {
    for (const then of ['finish', 'go back'] as const) {
      const what = `change ${change}, ${then}`;
      assert.ok(await killAtChange(change, 'prepare', example), what);
      const found = await example.world();
      assert.equal(found.mas, before.mas);
      filesAreOneOrTheOther(example, found.files, before.files, after.files);
      const { state, next } = await example.status();
      assert.equal(state, 'interrupted', what);
      assert.match(next, /^syn2mas-plan apply PLAN --allowed-signers FILE --phase prepare/);
      if (then === 'finish' || change === 1) {
        assert.equal((await example.apply({ phase: 'prepare' })).receipt.outcome, 'prepared');
        assert.deepEqual(await example.world(), after, what);
        assert.equal((await example.status()).state, 'prepared');
      }
      assert.equal((await example.rollback()).receipt.outcome, 'rolled-back');
      assert.deepEqual(await example.world(), before, what);
      assert.equal((await example.status()).state, 'not-started');
    }
  }
  assert.equal(await killAtChange(changes.length + 1, 'prepare', example), false);
  assert.deepEqual(await example.world(), after);
});

test('killed before any change of its rollback, the next rollback or prepare finishes', async (t) => {
  const example = await prepareExample(t);
  const before = await example.world();
  await example.apply({ phase: 'prepare' });
  const after = await example.world();
  // The new file, mas.yaml, the secret, its mark.
  for (const change of [1, 2, 3, 4]) {
    for (const then of ['rollback', 'prepare'] as const) {
      const what = `change ${change}, ${then}`;
      assert.ok(await killAtChange(change, 'rollback', example), what);
      filesAreOneOrTheOther(example, (await example.world()).files, before.files, after.files);
      const { state, next } = await example.status();
      assert.deepEqual([state, next], ['interrupted', 'syn2mas-plan rollback PLAN'], what);
      if (then === 'rollback') {
        await example.rollback();
        assert.deepEqual(await example.world(), before, what);
      }
      await example.apply({ phase: 'prepare' });
      assert.deepEqual(await example.world(), after, what);
    }
  }
  assert.equal(await killAtChange(5, 'rollback', example), false);
  assert.deepEqual(await example.world(), before);
});

test('killed in the cutover of a run without a phase, what was prepared stays', async (t) => {
  const example = await prepareExample(t);
  await example.sync();
  const before = await example.world();
  await killAt('sql/clear', 'apply', example);
  assert.equal((await example.world()).mas, before.mas);
  assert.equal((await example.status()).state, 'interrupted');
  await killAt('committed', 'apply', example);
  const status = await example.status();
  assert.equal(status.state, 'interrupted');
  assert.equal(status.next, 'syn2mas-plan apply PLAN --allowed-signers FILE');
  const { receipt } = await example.apply();
  assert.equal(receipt.outcome, 'already-applied');
  assert.deepEqual([...example.prepareFiles, ...filesOf(receipt)], example.plan.summary.files);
  assert.equal((await example.status()).state, 'applied');
  await example.verify();
  await example.rollback();
  const after = await example.world();
  assert.deepEqual([after.mas, after.files], [before.mas, before.files]);
});

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
