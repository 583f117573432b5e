import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planExample, problemsOf } from '../apply/planned-example.ts';

const noted = `INSERT INTO user_external_ids (auth_provider, external_id, user_id)
  SELECT 'oauth-delegated', 'sub' || name, name FROM users ORDER BY name LIMIT 7`;

test('what Synapse noted while MAS ran goes with the way back, though MAS has written nothing', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  await example.apply();
  await example.synapse.query(noted);
  const { receipt } = await example.rollback();
  const step = receipt.steps.find(({ id }) => id === 'undo/oauth-delegated');
  assert.deepEqual([step?.rows, typeof step?.sqlDigest], [7, 'string']);
  assert.deepEqual({ ...(await example.world()), schemas: before.schemas }, before);
});

test('what is refused leaves it there', async (t) => {
  const example = await planExample(t);
  await example.apply();
  await example.synapse.query(noted);
  await example.mas.query('UPDATE users SET locked_at = now()');
  const before = await example.world();
  assert.equal((await problemsOf(example.rollback()))[0]?.code, 'ROLLBACK_FOREIGN_ROWS');
  assert.deepEqual(await example.world(), before);
});

test('a role that may only read goes back where there is nothing to remove, and is told where there is', async (t) => {
  const example = await planExample(t);
  await example.apply();
  await example.synapse.query(
    `ALTER TABLE user_external_ids OWNER TO postgres; GRANT SELECT ON user_external_ids TO ${example.pair.synapse.user}`,
  );
  await example.synapse.query(noted);
  const before = await example.world();
  const [problem] = await problemsOf(example.rollback());
  assert.equal(problem?.code, 'DATABASE_RIGHTS');
  assert.match(problem.remedy ?? '', /may DELETE from user_external_ids/);
  assert.deepEqual(await example.world(), before);
  await example.synapse.query(`DELETE FROM user_external_ids WHERE auth_provider = 'oauth-delegated'`);
  assert.equal((await example.rollback()).receipt.outcome, 'rolled-back');
});

test('somebody who holds the table is named, and nothing happens', async (t) => {
  const example = await planExample(t);
  await example.apply();
  await example.synapse.query(noted);
  const before = await example.world();
  await example.synapse.query('BEGIN; LOCK TABLE user_external_ids IN SHARE MODE');
  const [problem] = await problemsOf(example.rollback());
  assert.equal(problem?.code, 'TABLE_LOCKED');
  assert.match(problem.message, /user_external_ids: process \d+, user postgres/);
  await example.synapse.query('ROLLBACK');
  assert.deepEqual(await example.world(), before);
});
