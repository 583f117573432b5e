import assert from 'node:assert/strict';
import { test } from 'node:test';
import { untilInterrupted } from '../../src/cli/until-interrupted.ts';
import { PlanError } from '../../src/support/errors.ts';

function isInterrupted(error: unknown): boolean {
  return error instanceof PlanError && error.exitCode === 130;
}

test('work that ends gives its result or its failure', async () => {
  const { signal } = new AbortController();
  assert.equal(await untilInterrupted(signal, async () => 1), 1);
  const failure = new Error('no');
  await assert.rejects(
    untilInterrupted(signal, () => Promise.reject(failure)),
    failure,
  );
});

test('work that does not end is left', async () => {
  const controller = new AbortController();
  const waiting = untilInterrupted(controller.signal, () => new Promise(() => {}));
  controller.abort();
  await assert.rejects(waiting, isInterrupted);
});

test('work that fails after it was left is no concern', async () => {
  const controller = new AbortController();
  let fail: (error: Error) => void = () => {};
  const waiting = untilInterrupted(
    controller.signal,
    () =>
      new Promise((_, reject) => {
        fail = reject;
      }),
  );
  controller.abort();
  await assert.rejects(waiting, isInterrupted);
  fail(new Error('the connection broke'));
});

test('work is not begun after the signal', async () => {
  let begun = false;
  const work = async (): Promise<void> => {
    begun = true;
  };
  await assert.rejects(untilInterrupted(AbortSignal.abort(), work), isInterrupted);
  assert.equal(begun, false);
});
