import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeArena } from './arena.ts';
import { instantsToKill } from './instants.ts';
import { killAtEach } from './kill-at-each.ts';
import { traceRun } from './run-to-kill.ts';
import type { Trial } from './trial.ts';

test('rollback, killed at each change of a file and statement that writes, goes on, and everything is as it was before apply', async (t) => {
  const arena = await makeArena(t);
  await arena.run(...arena.apply);
  const traced = await traceRun(['rollback', 'plan.yaml'], arena.cwd);
  assert.equal(traced.exitCode, 0, traced.stderr);
  const instants = instantsToKill(traced.instants);
  for (const instant of ['say step-started undo/empty#1', 'sent COMMIT#1', 'say committed#1', 'say the result#1']) {
    assert.ok(instants.includes(instant), instant);
  }
  const trials = instants.map(
    (at, index): Trial => ({ command: 'rollback', kill: { at }, next: index % 2 === 0 ? 'rollback' : 'apply' }),
  );
  const hits = await killAtEach(arena, trials);
  t.diagnostic(`${trials.length} kills: ${JSON.stringify(hits)}`);
  assert.ok(hits.before > 10 && hits.within > 0 && hits.after > 20, JSON.stringify(hits));
});

test('rollback of what was only prepared, killed at each change of a file, goes on too, or apply does', async (t) => {
  const arena = await makeArena(t);
  await arena.run(...arena.apply, '--phase', 'prepare');
  const traced = await traceRun(['rollback', 'plan.yaml'], arena.cwd);
  assert.equal(traced.exitCode, 0, traced.stderr);
  const instants = instantsToKill(traced.instants);
  assert.ok(instants.some((instant) => instant.startsWith('rename mas.yaml.before-mas')));
  const trials = instants.map(
    (at, index): Trial => ({
      command: 'rollback',
      of: 'prepare',
      kill: { at },
      next: index % 2 === 0 ? 'rollback' : 'apply',
    }),
  );
  t.diagnostic(`${trials.length} kills: ${JSON.stringify(await killAtEach(arena, trials))}`);
});
