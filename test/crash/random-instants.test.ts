import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeArena } from './arena.ts';
import { runRandomTrials } from './run-random-trials.ts';

test('apply and rollback, killed at random instants, also while they mend what a kill left, change all or nothing', async (t) => {
  const arena = await makeArena(t);
  const hits = await runRandomTrials(arena, { seed: 1, from: 0, kills: 60 });
  t.diagnostic(JSON.stringify(hits));
  assert.ok(hits.before > 20 && hits.after > 5, JSON.stringify(hits));
});
