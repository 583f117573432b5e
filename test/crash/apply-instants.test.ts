import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { makeArena } from './arena.ts';
import { instantsToKill } from './instants.ts';
import { killAtEach } from './kill-at-each.ts';
import { traceRun } from './run-to-kill.ts';
import type { Trial } from './trial.ts';

test('apply, killed at each boundary of a step, change of a file and statement that writes, changes all or nothing, and goes on or back', async (t) => {
  const arena = await makeArena(t);
  const traced = await traceRun(arena.apply, arena.cwd);
  assert.equal(traced.exitCode, 0, traced.stderr);
  await arena.run('rollback', 'plan.yaml');
  const instants = instantsToKill(traced.instants);
  for (const { id, kind } of arena.plan.steps) {
    if (kind !== 'sql' && kind !== 'copy') continue;
    for (const boundary of ['step-started', 'step-ended']) assert.ok(instants.includes(`say ${boundary} ${id}#1`), id);
  }
  for (const path of arena.plan.summary.files) {
    assert.ok(
      instants.some((instant) => instant.endsWith(` ${basename(path)}#1`) && instant.startsWith('rename')),
      path,
    );
  }
  for (const instant of ['say prepared#1', 'query COMMIT#1', 'sent COMMIT#1', 'say committed#1', 'say the result#1']) {
    assert.ok(instants.includes(instant), instant);
  }

  const hits = await killAtEach(
    arena,
    instants.map(
      (at, index): Trial => ({
        command: 'apply',
        kill: { at },
        next: index % 2 === 0 ? 'apply' : 'rollback',
      }),
    ),
  );
  t.diagnostic(`${instants.length} kills: ${JSON.stringify(hits)}`);
  assert.ok(hits.before > 70 && hits.within > 0 && hits.after > 20, JSON.stringify(hits));
});
