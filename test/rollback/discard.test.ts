import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { to as copyTo } from 'pg-copy-streams';
import { readJournal } from '../../src/apply/journal.ts';
import { countLosses } from '../../src/apply/losses/count-losses.ts';
import type { StatedDiscard } from '../../src/approve/statement.ts';
import { makeApprovers } from '../apply/approved-example.ts';
import { killAt, onStep, type PlannedExample, planExample, problemsOf, receiptsIn } from '../apply/planned-example.ts';
import { liveWithMas } from './live-with-mas.ts';

const time = '2026-02-01T03:04:00.000Z';
const people = makeApprovers(['grace@example.org', 'hugo@example.org'], 2);
const both = ['grace@example.org', 'hugo@example.org'];

/** What approve writes: as much as there is now, of the plan as it was applied. */
async function asFound(example: PlannedExample): Promise<StatedDiscard> {
  const applied = (await readJournal(example.mas)).at(-1)?.hash ?? '';
  const losses = await countLosses(example, example.plan);
  return { applied, losses: losses.map(({ loss, count }) => ({ loss, found: count, upTo: count })) };
}

/** Both databases as if MAS had run; gives both as they were before apply. */
async function lived(
  example: PlannedExample,
): Promise<{ readonly before: Awaited<ReturnType<PlannedExample['world']>> }> {
  const before = await example.world();
  await example.apply();
  await liveWithMas(example);
  return { before };
}

/** What the way back leaves of a running MAS on purpose: its workers, schedules and policy, and clients that apps registered. */
const leftBehind = `DELETE FROM queue_jobs; DELETE FROM queue_schedules; DELETE FROM queue_workers; DELETE FROM policy_data;
  DELETE FROM oauth2_clients`;

test('approved by enough people, it goes back to what was before apply, and says what that cost', async (t) => {
  const example = await planExample(t);
  const { before } = await lived(example);
  const discard = people.approve(example, both, time, await asFound(example));
  const sessions = await digestOf(example, 'compat_sessions');
  const { receipt } = await example.rollback({ discard });

  assert.equal(receipt.outcome, 'rolled-back');
  assert.deepEqual(
    receipt.approvals?.map(({ identity }) => identity),
    both,
  );
  assert.deepEqual(
    receipt.losses?.find(({ loss }) => loss === 'passwords-changed'),
    { loss: 'passwords-changed', count: 3 },
  );
  assert.deepEqual(receipt.discarded?.find(({ table }) => table === 'compat_sessions')?.rowsDigest, sessions);
  assert.equal(
    receipt.discarded?.some(({ rows }) => rows === 0),
    false,
  );
  const ran = Object.fromEntries(receipt.steps.map(({ id, rows }) => [id, rows]));
  // Three jobs about users, and a recovery.
  assert.deepEqual(ran, { 'undo/oauth-delegated': 40, 'undo/empty': undefined, 'undo/discard': 4 });
  const { rows: jobs } = await example.mas.query('SELECT queue_name FROM queue_jobs');
  assert.deepEqual(jobs, [{ queue_name: 'cleanup' }]);
  await example.mas.query(leftBehind);
  assert.deepEqual({ ...(await example.world()), schemas: before.schemas }, before);

  const { rows } = await example.mas.query<{ identity: string; lost: string }>(
    `SELECT details -> 'approvals' -> 0 ->> 'identity' AS identity, details -> 'losses' -> 0 ->> 'count' AS lost
       FROM syn2mas_plan.journal WHERE event = 'rolled-back'`,
  );
  assert.deepEqual(rows, [{ identity: 'grace@example.org', lost: '3' }]);
});

test('more than the approvals allow stops it, each of them, and nothing happens', async (t) => {
  const example = await planExample(t);
  await lived(example);
  const found = await asFound(example);
  const less = found.losses.map((one) => (one.loss === 'users-registered' ? { ...one, upTo: 2 } : one));
  const unnamed = found.losses.filter(({ loss }) => loss !== 'passwords-changed');
  const before = await example.world();
  for (const [losses, told] of [
    [less, 'Users who registered (users-registered): 3, and the approval of grace@example.org allows 2.'],
    [
      unnamed,
      'Passwords that were set or changed (passwords-changed): 3, and the approval of grace@example.org allows 0.',
    ],
  ] as const) {
    const discard = people.approve(example, both, time, { ...found, losses: [...losses] });
    const problems = await problemsOf(example.rollback({ discard }));
    assert.deepEqual(new Set(problems.map(({ code }) => code)), new Set(['APPROVAL_LOSSES']));
    assert.equal(problems.length, 2);
    assert.equal(problems[0]?.message, told);
    assert.deepEqual(await example.world(), before);
  }
  const receipt = receiptsIn(example.cwd).at(-1);
  assert.deepEqual([receipt?.outcome, receipt?.code, receipt?.discarded], ['failed', 'APPROVAL_LOSSES', undefined]);
  assert.ok(receipt?.losses?.some(({ loss, count }) => loss === 'users-registered' && count === 3));
});

test('an approval to apply discards nothing, one to discard applies nothing, and one person is not two', async (t) => {
  const example = await planExample(t);
  const early = people.approve(example, both, time, { losses: [{ loss: 'users-registered', upTo: 9 }] });
  assert.deepEqual(await codesOf(example.apply({ authorization: early })), ['APPROVAL_OTHER_ACTION']);
  await lived(example);
  const before = await example.world();
  const toApply = people.approve(example, both, time);
  assert.deepEqual(await codesOf(example.rollback({ discard: toApply })), ['APPROVAL_OTHER_ACTION']);
  const alone = people.approve(example, ['grace@example.org'], time, await asFound(example));
  assert.deepEqual(await codesOf(example.rollback({ discard: alone })), ['APPROVAL_TOO_FEW']);
  assert.deepEqual(await codesOf(example.rollback({ discard: {} })), ['APPROVAL_MISSING']);
  const byId = { givenPlanId: example.planId };
  assert.deepEqual(await codesOf(example.rollback({ discard: byId })), ['APPROVAL_MISSING']);
  const other = { ...(await asFound(example)), applied: `sha256:${'0'.repeat(64)}` };
  const ofOther = people.approve(example, both, time, other);
  assert.deepEqual(await codesOf(example.rollback({ discard: ofOther })), ['APPROVAL_OTHER_RUN']);
  assert.deepEqual(await example.world(), before);
});

test('an approval is spent by the way back, though it names no application of the plan; --unapproved says why', async (t) => {
  const example = await planExample(t);
  await lived(example);
  const { losses } = await asFound(example);
  const discard = people.approve(example, both, time, { losses });
  await example.rollback({ discard });
  await example.mas.query(leftBehind);
  await lived(example);
  assert.deepEqual(await codesOf(example.rollback({ discard })), ['APPROVAL_SPENT']);
  const told: string[] = [];
  const log = { ...onStep('', () => undefined).log, warn: (line: string) => told.push(line) };
  const unapproved = 'It is three in the morning.';
  const { receipt } = await example.rollback({ log, discard: { givenPlanId: example.planId, unapproved } });
  assert.equal(receipt.outcome, 'rolled-back');
  assert.match(receipt.unapproved ?? '', /It is three in the morning/);
  assert.ok(told.includes(`What people did since is discarded without approvals: ${unapproved}`));
});

test('killed between Synapse and MAS, or between database and files, the next run finishes', async (t) => {
  const example = await planExample(t);
  const { before } = await lived(example);
  const discard = people.approve(example, both, time, await asFound(example));
  await killAt('step-ended', 'discard', example);
  // Synapse has been cleaned, MAS is as it was.
  const { rows } = await example.synapse.query(`SELECT FROM user_external_ids WHERE auth_provider = 'oauth-delegated'`);
  assert.equal(rows.length, 0);
  const cut = await example.status();
  assert.deepEqual([cut.state, cut.pointOfNoReturn], ['interrupted', 'passed']);
  assert.equal(cut.next, 'syn2mas-plan rollback PLAN --discard-mas-changes --allowed-signers FILE');
  assert.equal(cut.losses.find(({ loss }) => loss === 'users-registered')?.count, 3);
  await killAt('committed', 'discard', example);
  const pending = await example.status();
  assert.deepEqual([pending.state, pending.next, pending.losses], ['interrupted', 'syn2mas-plan rollback PLAN', []]);
  assert.equal((await example.rollback({ discard })).receipt.outcome, 'rolled-back');
  await example.mas.query(leftBehind);
  assert.deepEqual({ ...(await example.world()), schemas: before.schemas }, before);
});

async function codesOf(work: Promise<unknown>): Promise<readonly string[]> {
  return [...new Set((await problemsOf(work)).map(({ code }) => code))];
}

async function digestOf({ mas }: PlannedExample, table: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of mas.query(copyTo(`COPY ${table} TO STDOUT (FORMAT binary)`))) hash.update(chunk as Buffer);
  return `sha256:${hash.digest('hex')}`;
}
