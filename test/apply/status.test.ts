import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noHash } from '../../src/apply/audit-log/audit-line.ts';
import { planExample } from './planned-example.ts';

test('status follows a plan from its start to its end, and writes nothing', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  const fresh = await example.status();
  assert.deepEqual([fresh.state, fresh.journal], ['not-started', []]);
  assert.match(fresh.next, /^syn2mas-plan apply PLAN --allowed-signers FILE/);
  assert.ok(fresh.files.length > 0 && fresh.files.every(({ state }) => state === 'before'));
  assert.deepEqual(await example.world(), before);

  const { receipt } = await example.apply();
  const applied = await example.status();
  assert.equal(applied.state, 'applied');
  assert.deepEqual(applied.journal, [
    {
      run: receipt.run,
      planId: example.planId,
      event: 'applied',
      transactionId: receipt.transactionId,
      at: '2026-02-01T03:04:05Z',
      by: 'grace',
      toolVersion: '0.0.0',
      approvals: [],
      unapproved: 'a test',
      startedHash: receipt.started?.hash,
      previous: noHash,
      hash: receipt.journal,
    },
  ]);
  assert.match(applied.next, /^syn2mas-plan verify PLAN/);
  assert.ok(applied.files.every(({ state }) => state === 'after'));

  const other = example.withPlan((plan) => ({ ...plan, created: { ...plan.created, by: 'eve' } }));
  assert.equal((await other.status()).state, 'other-plan');

  await example.rollback();
  const back = await example.status();
  assert.deepEqual([back.state, back.journal.map(({ event }) => event)], ['rolled-back', ['applied', 'rolled-back']]);
  assert.match(back.next, /^syn2mas-plan apply/);
  assert.ok(back.files.every(({ state }) => state === 'before'));
  assert.equal((await other.status()).state, 'not-started');
});
