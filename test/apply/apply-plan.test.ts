import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesOf, planExample, problemsOf } from './planned-example.ts';

test('apply writes the rows of the plan and its files; a second one changes nothing', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  const { receipt } = await example.apply();
  assert.equal(receipt.outcome, 'applied');
  const copies = example.plan.steps.filter((step) => step.kind === 'copy');
  assert.deepEqual(
    receipt.steps.filter(({ rows }) => rows !== undefined).map(({ id, rows }) => [id, rows]),
    copies.map(({ id, rows }) => [id, rows]),
  );
  for (const { table, rows } of copies) {
    const { rows: found } = await example.mas.query(`SELECT count(*)::int AS rows FROM ${table}`);
    assert.deepEqual(found, [{ rows }], table);
  }
  assert.ok(copies.some(({ rows }) => rows > 0));
  assert.deepEqual(filesOf(receipt), example.plan.summary.files);

  const after = await example.world();
  assert.deepEqual(after.schemas, ['public', 'syn2mas_plan']);
  assert.equal(after.synapse, before.synapse);
  assert.notEqual(after.mas, before.mas);
  const { rows: journal } = await example.mas.query(
    'SELECT plan_id, event, transaction_id::text, by, details FROM syn2mas_plan.journal',
  );
  assert.equal(journal.length, 1);
  assert.equal(journal[0].plan_id, example.planId);
  assert.equal(journal[0].event, 'applied');
  assert.equal(journal[0].transaction_id, receipt.transactionId);
  assert.deepEqual(journal[0].details.accounting, receipt.accounting);

  const again = await example.apply();
  assert.equal(again.receipt.outcome, 'already-applied');
  assert.deepEqual([again.receipt.steps, filesOf(again.receipt)], [[], []]);
  assert.deepEqual(await example.world(), after);
});

test('every row carries the transaction of the journal, frozen or not', async (t) => {
  const example = await planExample(t);
  const { receipt } = await example.apply();
  const { rows } = await example.mas.query('SELECT DISTINCT xmin::text AS id FROM users');
  assert.deepEqual(rows, [{ id: receipt.transactionId }]);
});

test('a rehearsal leaves no trace, with or without a journal', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  const { receipt } = await example.apply({ rehearse: true });
  assert.equal(receipt.outcome, 'rehearsed');
  assert.equal(receipt.command, 'rehearse');
  assert.equal(receipt.transactionId, undefined);
  assert.deepEqual(filesOf(receipt), []);
  assert.ok(receipt.steps.some(({ id }) => id === 'sql/analyze'));
  assert.deepEqual(await example.world(), before);

  await example.apply();
  const applied = await example.world();
  assert.equal((await example.apply({ rehearse: true })).receipt.outcome, 'already-applied');
  assert.deepEqual(await example.world(), applied);

  await example.rollback();
  const journal = 'SELECT (SELECT last_value FROM syn2mas_plan.journal_id_seq), count(*) FROM syn2mas_plan.journal';
  const { rows } = await example.mas.query(journal);
  assert.equal((await example.apply({ rehearse: true })).receipt.outcome, 'rehearsed');
  assert.deepEqual((await example.mas.query(journal)).rows, rows);
  assert.deepEqual((await example.world()).mas, before.mas);
});

test('people who sign up between plan and apply come along, within the drift', async (t) => {
  const example = await planExample(t);
  const insert = (name: string) =>
    example.synapse.query(
      `INSERT INTO users (name, password_hash, creation_ts, admin, is_guest, deactivated) VALUES ($1, '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234', 1700000000, 0, 0, 0)`,
      [name],
    );
  await insert('@late1:example.org');
  await insert('@late2:example.org');
  const { receipt } = await example.apply();
  const users = receipt.accounting?.find(({ entity }) => entity === 'users');
  assert.equal(users?.rows, (users?.planned ?? 0) + 2);
  const { rows } = await example.mas.query(`SELECT username FROM users WHERE username ~ '^late' ORDER BY 1`);
  assert.deepEqual(rows, [{ username: 'late1' }, { username: 'late2' }]);
  await example.verify();
});

test('a database on which another plan is applied is left alone', async (t) => {
  const example = await planExample(t);
  await example.apply();
  const after = await example.world();
  const other = example.withPlan((plan) => ({ ...plan, created: { ...plan.created, by: 'eve' } }));
  const [problem] = await problemsOf(other.apply());
  assert.equal(problem?.code, 'STALE_TARGET');
  assert.match(problem?.message ?? '', new RegExp(example.planId));
  assert.deepEqual(await example.world(), after);
});

test('what was rolled back can be applied again', async (t) => {
  const example = await planExample(t);
  await example.apply();
  const applied = await example.world();
  await example.rollback();
  assert.equal((await example.apply()).receipt.outcome, 'applied');
  assert.deepEqual(await example.world(), applied);
  await example.verify();
});
