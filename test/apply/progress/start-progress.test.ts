import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { test } from 'node:test';
import { startProgress } from '../../../src/apply/progress/start-progress.ts';
import type { Progress } from '../../../src/support/progress.ts';

/** A log that waits for what is told next. */
function followed(): {
  readonly log: { progress(progress: Progress | undefined): void };
  readonly next: () => Promise<Progress | undefined>;
} {
  const told = new EventEmitter();
  return {
    log: { progress: (progress) => void told.emit('progress', progress) },
    next: async () => ((await once(told, 'progress')) as [Progress | undefined])[0],
  };
}

test('work is told of while it goes on, by what it counted, and at its end that nothing is under way', async () => {
  const { log, next } = followed();
  let now = 0;
  const meter = startProgress(log, () => now, 1);
  meter.expect([{ id: 'copy/users', rows: 4 }]);
  const work = meter.begin('copy/users');
  work.addBytes(10);
  work.addBytes(20);
  work.setRows(2);
  work.setActivity('MAS waits');
  now = 1_000;
  // Keeps the process alive, which the meter does not.
  const alive = setInterval(() => {}, 1_000);
  const { step, rows, bytes, activity, remainingMs } = (await next()) ?? {};
  clearInterval(alive);
  assert.deepEqual([step, rows, bytes, activity, remainingMs], ['copy/users', 2, 30, 'MAS waits', 1_000]);
  const nothing = next();
  work.end();
  assert.equal(await nothing, undefined);
  meter.stop();
});

test('of two at once the older one is shown, and what is counted after the end is dropped', async () => {
  const { log, next } = followed();
  const meter = startProgress(log, () => 0, 1);
  const first = meter.begin('copy/users');
  const second = meter.begin('copy/user_emails');
  assert.equal(meter.current(), first);
  first.end();
  first.end();
  first.setRows(7);
  assert.equal(meter.current(), second);
  const alive = setInterval(() => {}, 1_000);
  const told = await next();
  clearInterval(alive);
  assert.deepEqual(told, { step: 'copy/user_emails', elapsedMs: 0, totalElapsedMs: 0 });
  meter.stop();
  assert.equal(meter.current(), undefined);
});
