import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countLosses } from '../../../src/apply/losses/count-losses.ts';
import type { Loss } from '../../../src/apply/losses/loss.ts';
import { liveWithMas } from '../../rollback/live-with-mas.ts';
import { planExample, problemsOf } from '../planned-example.ts';

for (const mas of ['1.22', '0.11'] as const) {
  test(`MAS ${mas}: every kind of loss is counted once, and nothing that is none`, async (t) => {
    const example = await planExample(t, { mas });
    await example.apply();
    assert.deepEqual(countsOf(await countLosses(example, example.plan)), {});
    const happened = await liveWithMas(example, mas);
    assert.deepEqual(countsOf(await countLosses(example, example.plan)), happened);
    const names = (await countLosses(example, example.plan)).map(({ loss }) => loss);
    assert.deepEqual(
      Object.keys(happened).filter((loss) => !names.includes(loss)),
      [],
    );

    const [problem] = await problemsOf(example.rollback());
    assert.equal(problem?.code, 'ROLLBACK_FOREIGN_ROWS');
    assert.match(
      problem.excerpt ?? '',
      /^Passwords that were set or changed: 3 \(passwords-changed\)\. The password from before works/m,
    );
    assert.doesNotMatch(problem.excerpt ?? '', /devices-made/);
  });
}

test('where MAS was only asked, nothing is lost, and that is said', async (t) => {
  const example = await planExample(t);
  await example.apply();
  await example.mas.query('UPDATE compat_sessions SET last_active_at = now()');
  const [problem] = await problemsOf(example.rollback());
  assert.equal(problem?.code, 'ROLLBACK_FOREIGN_ROWS');
  assert.match(problem.excerpt ?? '', /no login, user or change would be lost/);
});

test('devices of Synapse whose tokens only MAS has are counted: not hidden ones, those of bridges, or those with a token of Synapse', async (t) => {
  const example = await planExample(t);
  await example.apply();
  await example.synapse.query(`
    UPDATE devices SET last_seen = extract(epoch FROM now()) * 1000;
    INSERT INTO devices (user_id, device_id, last_seen, hidden)
      SELECT name, d, extract(epoch FROM now()) * 1000, d = 'HIDDEN' FROM users CROSS JOIN unnest(ARRAY['MADE', 'HIDDEN']) AS d;
    INSERT INTO access_tokens (id, user_id, device_id, token) SELECT 900000, name, 'MADE', 'syt_x' FROM users WHERE name LIKE '@ada.%' LIMIT 1`);
  const expected = await example.synapse.query<{ count: string }>(`
    SELECT (SELECT count(*) FROM users WHERE appservice_id IS NULL) - 1
         + (SELECT count(*) FROM devices AS d JOIN users AS u ON u.name = d.user_id
             WHERE NOT coalesce(d.hidden, false) AND d.device_id NOT IN ('MADE') AND u.appservice_id IS NULL
               AND NOT EXISTS (SELECT FROM access_tokens AS t WHERE t.user_id = d.user_id AND t.device_id = d.device_id)) AS count`);
  const losses = countsOf(await countLosses(example, example.plan));
  assert.deepEqual(losses, { 'devices-made': Number(expected.rows[0]?.count) });
  assert.deepEqual(countsOf(await countLosses({ mas: example.mas }, example.plan)), {});
});

function countsOf(losses: readonly Loss[]): Readonly<Record<string, number>> {
  return Object.fromEntries(losses.filter(({ count }) => count > 0).map(({ loss, count }) => [loss, count]));
}
