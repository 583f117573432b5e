import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { shareWork } from '../../src/apply/share-work.ts';

test('work is shared among workers, and answered in its order', async () => {
  const by = new Set<string>();
  const results = await shareWork(['a', 'b'], [3, 1, 2, 0], async (worker, item) => {
    by.add(worker);
    for (let turns = 0; turns < item; turns += 1) await turn();
    return item * 10;
  });
  assert.deepEqual(results, [30, 10, 20, 0]);
  assert.deepEqual([...by].sort(), ['a', 'b']);
});

test('the first failure in the order of the items is told, once nothing is under way; nothing new is begun', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const work = async (_worker: string, item: number) => {
    begun.push(item);
    await turn();
    if (item === 1) throw new Error('the second');
    await turn();
    await turn();
    ended.push(item);
    if (item === 0) throw new Error('the first');
  };
  await assert.rejects(shareWork(['a', 'b'], [0, 1, 2, 3], work), /the first/);
  assert.deepEqual(begun, [0, 1]);
  assert.deepEqual(ended, [0]);
});
