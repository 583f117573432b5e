import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesOf, onStep, planExample, problemsOf, receiptsIn } from '../apply/planned-example.ts';

test('rollback leaves both databases and every file byte for byte as before', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  await example.apply();
  const { receipt } = await example.rollback();
  assert.deepEqual([receipt.command, receipt.outcome], ['rollback', 'rolled-back']);
  assert.deepEqual([...filesOf(receipt)].sort(), [...example.plan.summary.files].sort());
  const after = await example.world();
  assert.deepEqual({ ...after, schemas: before.schemas }, before);
  const { rows } = await example.mas.query('SELECT plan_id, event FROM syn2mas_plan.journal ORDER BY id');
  assert.deepEqual(rows, [
    { plan_id: example.planId, event: 'applied' },
    { plan_id: example.planId, event: 'rolled-back' },
  ]);

  const again = await example.rollback();
  assert.deepEqual([again.receipt.outcome, again.receipt.steps, filesOf(again.receipt)], ['rolled-back', [], []]);
  assert.deepEqual(await example.world(), after);
});

test('what was never applied, or by another plan, cannot be rolled back', async (t) => {
  const example = await planExample(t);
  assert.equal((await problemsOf(example.rollback()))[0]?.code, 'NOT_APPLIED');
  await example.apply();
  const applied = await example.world();
  const other = example.withPlan((plan) => ({ ...plan, created: { ...plan.created, by: 'eve' } }));
  const [problem] = await problemsOf(other.rollback());
  assert.equal(problem?.code, 'NOT_APPLIED');
  assert.ok(problem?.message.includes(example.planId));
  assert.deepEqual(await example.world(), applied);
});

test('rows that MAS wrote since stop it: all tables, with counts', async (t) => {
  const example = await planExample(t);
  await example.apply();
  await example.mas.query(`
    INSERT INTO users (user_id, username, created_at) VALUES (gen_random_uuid(), 'new1', now()), (gen_random_uuid(), 'new2', now());
    UPDATE user_passwords SET version = 2 WHERE user_password_id = (SELECT min(user_password_id::text)::uuid FROM user_passwords);
    INSERT INTO user_sessions (user_session_id, user_id, created_at)
      SELECT gen_random_uuid(), user_id, now() FROM users WHERE username = 'new1'`);
  const before = await example.world();
  const problems = await problemsOf(example.rollback());
  assert.deepEqual([...new Set(problems.map(({ code }) => code))], ['ROLLBACK_FOREIGN_ROWS']);
  const told = problems.map(({ message }) => message).join('\n');
  assert.match(told, /^users: .*found 2\.$/m);
  assert.match(told, /^user_passwords: .*found 1\.$/m);
  assert.match(told, /^user_sessions: .*found 1\.$/m);
  assert.deepEqual(await example.world(), before);
});

test('a file that was edited since stops it before anything is emptied', async (t) => {
  const example = await planExample(t);
  await example.apply();
  appendFileSync(join(example.cwd, 'homeserver.yaml'), '# edited\n');
  const before = await example.world();
  const [problem] = await problemsOf(example.rollback());
  assert.equal(problem?.code, 'STALE_FILE');
  assert.deepEqual(await example.world(), before);
});

test('somebody who uses a table of MAS is named, and nothing happens', async (t) => {
  const example = await planExample(t);
  await example.apply();
  const before = await example.world();
  await example.mas.query('BEGIN; LOCK TABLE users IN ACCESS SHARE MODE');
  const [problem] = await problemsOf(example.rollback());
  assert.equal(problem?.code, 'TABLE_LOCKED');
  assert.match(problem?.message ?? '', /users: process \d+, user postgres/);
  await example.mas.query('ROLLBACK');
  assert.deepEqual(await example.world(), before);
});

test('an interruption leaves everything applied', async (t) => {
  const example = await planExample(t);
  await example.apply();
  const before = await example.world();
  const interrupt = new AbortController();
  const { log } = onStep('undo/empty', () => interrupt.abort());
  assert.equal((await problemsOf(example.rollback({ log, signal: interrupt.signal })))[0]?.code, 'INTERRUPTED');
  assert.deepEqual(await example.world(), before);
  assert.equal(receiptsIn(example.cwd).at(-1)?.outcome, 'interrupted');
});
