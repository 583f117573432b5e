import assert from 'node:assert/strict';
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from 'pg';
import { noHash } from '../../src/apply/audit-log/audit-line.ts';
import { takeLock } from '../../src/apply/lock.ts';
import { readStatus } from '../../src/apply/status/read-status.ts';
import { killAt, onStep, planExample, problemsOf } from './planned-example.ts';

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
  const besides = await other.status();
  assert.deepEqual([besides.state, besides.otherPlan?.planId], ['not-started', example.planId]);
  assert.equal(besides.next, 'syn2mas-plan status OTHER_PLAN');

  await example.rollback();
  const back = await example.status();
  assert.deepEqual([back.state, back.journal.map(({ event }) => event)], ['rolled-back', ['applied', 'rolled-back']]);
  assert.match(back.next, /^syn2mas-plan apply/);
  assert.ok(back.files.every(({ state }) => state === 'before'));
  assert.equal((await other.status()).state, 'not-started');
});

test('verified is what the newest verification of what is applied says; anything applied later voids it', async (t) => {
  const example = await planExample(t, { users: 24 });
  const state = async () => (await example.status()).state;
  await example.apply();
  await problemsOf(example.verify({ signal: AbortSignal.abort() }));
  assert.equal(await state(), 'applied');
  await example.verify();
  const verified = await example.status();
  assert.deepEqual(
    [verified.state, verified.pointOfNoReturn, verified.done.map(({ what, by }) => [what, by])],
    [
      'verified',
      'ahead',
      [
        ['cutover', 'grace'],
        ['verify', 'grace'],
      ],
    ],
  );
  // A second apply does nothing, so that it holds; one that cannot look says nothing.
  await example.apply();
  await problemsOf(example.verify({ signal: AbortSignal.abort() }));
  assert.equal(await state(), 'verified');

  const id = '00000000-0000-0000-0000-000000000001';
  await example.mas.query(`INSERT INTO users (user_id, username, created_at) VALUES ('${id}', 'somebody', now())`);
  const passed = await example.status();
  assert.deepEqual([passed.state, passed.pointOfNoReturn], ['verified', 'passed']);
  assert.match(passed.foreignRows.join(), /users: rows written or changed since: planned none, found 1/);
  assert.equal((await problemsOf(example.verify()))[0]?.code, 'VERIFY_FAILED');
  // MAS wrote: that is no reason to go back.
  const late = await example.status();
  assert.equal(late.state, 'applied');
  assert.match(late.next, /--phase finish$/);

  await example.mas.query(`DELETE FROM users WHERE user_id = '${id}'`);
  assert.equal((await example.status()).next, 'syn2mas-plan rollback PLAN');
  await example.verify();
  await example.rollback();
  assert.equal(await state(), 'rolled-back');
  await example.apply();
  assert.equal(await state(), 'applied');
});

test('while a run holds the lock nothing is cut short: it is said who runs what', async (t) => {
  const example = await planExample(t, { users: 24 });
  let during: ReturnType<typeof example.status> | undefined;
  const { log } = onStep('sql/lock', () => {
    during = example.status();
  });
  await example.apply({ log });
  const status = await during;
  assert.equal(status?.state, 'not-started');
  assert.deepEqual([status?.running?.command, status?.running?.by], ['apply', 'grace']);
  assert.match(status?.running?.holder ?? '', /^process \d+, user .*application "syn2mas-plan"/);
  assert.deepEqual([status?.next, status?.before], ['syn2mas-plan status PLAN', []]);

  // Somebody whose run this log does not know.
  await takeLock(example.mas);
  const other = await example.status();
  assert.deepEqual([other.state, other.running?.command], ['applied', undefined]);
  assert.match(other.running?.holder ?? '', /application "test"/);
});

test('a run that was cut short is told until another gets further than a refusal', async (t) => {
  const example = await planExample(t, { users: 24 });
  await killAt('sql/lock', 'apply', example);
  const state = async () => (await example.status()).state;
  assert.deepEqual([await state(), (await example.status()).cutShort?.by], ['interrupted', 'grace']);
  await problemsOf(example.apply({ authorization: {} }));
  assert.equal(await state(), 'interrupted');
  await example.apply({ rehearse: true });
  assert.equal(await state(), 'not-started');
  await example.apply();
  await killAt('undo/empty', 'rollback', example);
  const back = await example.status();
  assert.deepEqual(
    [back.state, back.cutShort?.command, back.next],
    ['interrupted', 'rollback', 'syn2mas-plan rollback PLAN'],
  );
  await example.rollback();
  assert.equal(await state(), 'rolled-back');
  // Only what the log says is lost with it.
  await killAt('sql/lock', 'apply', example);
  rmSync(join(example.cwd, 'plan.yaml.audit.jsonl'));
  assert.equal(await state(), 'rolled-back');
});

test('what does not answer is said, and the log tells the rest', async (t) => {
  const example = await planExample(t, { users: 24 });
  const { plan, planId, cwd, databases } = example;
  const ask = (of: Partial<typeof databases>) =>
    readStatus({
      plan,
      planId,
      planPath: join(cwd, 'plan.yaml'),
      signal: new AbortController().signal,
      ...(of.mas && of.synapse && { databases: { mas: of.mas, synapse: of.synapse } }),
    });
  const [host] = databases.mas.hosts;
  assert.ok(host);
  const nowhere = { ...databases.mas, hosts: [{ ...host, port: 1 }] as const };
  assert.equal((await ask({ mas: nowhere, synapse: nowhere })).state, 'not-started');
  await example.apply();
  for (const of of [{ mas: nowhere, synapse: databases.synapse }, {}]) {
    const status = await ask(of);
    assert.deepEqual([status.state, status.pointOfNoReturn, status.journal], ['applied', 'unknown', []]);
    assert.deepEqual(
      status.done.map(({ what, by }) => [what, by]),
      [['cutover', 'grace']],
    );
    assert.equal(status.notAsked.length > 0, of.mas !== undefined);
  }
  const half = await ask({ mas: databases.mas, synapse: nowhere });
  assert.deepEqual([half.state, half.pointOfNoReturn, half.notAsked.length], ['applied', 'ahead', 1]);
});

test('a file that somebody edits long after is told, and the plan is applied all the same', async (t) => {
  const example = await planExample(t, { users: 24 });
  await example.apply();
  await example.verify();
  const homeserver = join(example.cwd, 'homeserver.yaml');
  appendFileSync(homeserver, '# edited\n');
  const status = await example.status();
  assert.deepEqual([status.state, status.pending], ['verified', []]);
  assert.equal(status.files.find(({ path }) => path === homeserver)?.state, 'other');
});

test('before the first command too it is said what people do, and what is seen not to be done', async (t) => {
  const example = await planExample(t, { users: 24 });
  const { before } = await example.status();
  assert.ok(before.some(({ id, state }) => id === 'operator/backup' && state === 'unchecked'));
  assert.ok(before.every(({ state }) => state === 'unchecked'));
  const synapse = new Client({ connectionString: example.pair.synapse.uri });
  // Its database is dropped under it when the test ends.
  synapse.on('error', () => {});
  await synapse.connect();
  t.after(() => synapse.end());
  const open = (await example.status()).before.filter(({ state }) => state === 'open');
  assert.deepEqual(
    open.map(({ id }) => id),
    ['operator/stop-synapse'],
  );
  assert.match(open[0]?.why ?? '', /^Synapse is connected to database/);
});
