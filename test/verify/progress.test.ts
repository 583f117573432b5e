import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlanError } from '../../src/support/errors.ts';
import { silentLog } from '../../src/support/log.ts';
import type { Progress } from '../../src/support/progress.ts';
import { changeStep, planExample, slowly } from '../apply/planned-example.ts';

test('verify tells which table it compares, with the rows that are planned', { timeout: 60_000 }, async (t) => {
  const example = await planExample(t);
  await example.apply();
  const plan = changeStep(example.plan, 'copy/compat_sessions', slowly);
  const interrupt = new AbortController();
  const told: Progress[] = [];
  const progress = (now: Progress | undefined): void => {
    if (now) told.push(now);
    if (now?.step === 'verify/compat_sessions') interrupt.abort();
  };
  const failure = await example
    .verify({ plan, log: { ...silentLog, progress }, signal: interrupt.signal })
    .catch((error: unknown) => error);
  assert.ok(failure instanceof PlanError && failure.exitCode === 130);
  const { verification, summary } = example.plan;
  const last = told.at(-1);
  assert.equal(last?.plannedRows, summary.tables.find(({ table }) => table === 'compat_sessions')?.rows);
  const number = verification.findIndex(({ id }) => id === 'verify/compat_sessions') + 1;
  assert.deepEqual(last?.position, { number, of: verification.length });
});
