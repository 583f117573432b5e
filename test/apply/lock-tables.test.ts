import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { lockTables } from '../../src/apply/lock-tables.ts';
import { lockWait } from '../../src/apply/lock-wait.ts';
import { PlanError } from '../../src/support/errors.ts';
import { type PlannedExample, planExample, problemsOf } from './planned-example.ts';

/** A further superuser on the database of MAS. */
async function session(t: TestContext, { pair }: PlannedExample): Promise<{ client: Client; pid: number }> {
  const client = new Client({ connectionString: pair.mas.superuserUri });
  client.on('error', () => {});
  await client.connect();
  t.after(() => client.end());
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return { client, pid: rows[0]?.pid ?? 0 };
}

/** The session of this program that waits for a lock in the database of MAS, once there is one. */
async function waiting({ mas }: PlannedExample): Promise<number> {
  for (let attempt = 1; attempt < 600; attempt += 1) {
    const { rows } = await mas.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'syn2mas-plan' AND wait_event_type = 'Lock'`,
    );
    if (rows[0]) return rows[0].pid;
    await sleep(20);
  }
  throw new assert.AssertionError({ message: 'nobody waits' });
}

test('all who hold tables of MAS are named at once, with code 15, and nothing changes', async (t) => {
  const example = await planExample(t);
  const [one, other] = [await session(t, example), await session(t, example)];
  const hold = async (): Promise<void> => {
    await one.client.query('BEGIN; LOCK TABLE users IN ACCESS SHARE MODE');
    await other.client.query('BEGIN; LOCK TABLE compat_sessions, user_emails IN ROW EXCLUSIVE MODE');
  };
  const release = () => Promise.all([one, other].map(({ client }) => client.query('ROLLBACK')));
  const isRefused = (error: unknown): boolean => {
    assert.ok(error instanceof PlanError);
    assert.deepEqual([error.exitCode, error.problems.length], [15, 1]);
    const [problem] = error.problems;
    assert.equal(problem?.code, 'TABLE_LOCKED');
    const found = [...problem.message.matchAll(/(\w+): process (\d+).*? \((\w+)\)/g)].map((match) => match.slice(1));
    assert.deepEqual(found, [
      ['compat_sessions', String(other.pid), 'RowExclusiveLock'],
      ['user_emails', String(other.pid), 'RowExclusiveLock'],
      ['users', String(one.pid), 'AccessShareLock'],
    ]);
    return true;
  };
  const before = await example.world();
  await hold();
  await assert.rejects(example.apply({ rehearse: true }), isRefused);
  await assert.rejects(example.apply(), isRefused);
  await release();
  assert.deepEqual(await example.world(), before);
  await example.apply();
  const applied = await example.world();
  await hold();
  await assert.rejects(example.rollback(), isRefused);
  await release();
  assert.deepEqual(await example.world(), applied);
});

test('two who wait for each other: it is this program that gives way', async (t) => {
  const example = await planExample(t);
  const { client, pid } = await session(t, example);
  // The server ends the one who looks first; who comes second is told by the time that it waits.
  await client.query("SET deadlock_timeout = '1h'; BEGIN; LOCK TABLE users IN ACCESS SHARE MODE");
  const refused = problemsOf(example.apply());
  await waiting(example);
  await client.query('LOCK TABLE compat_sessions IN ACCESS SHARE MODE');
  const [problem] = await refused;
  assert.equal(problem?.code, 'TABLE_LOCKED');
  assert.match(problem.message, new RegExp(`users: process ${pid},`));
});

test('a wait that the server cuts short, as statement_timeout does, names who holds the table', async (t) => {
  const example = await planExample(t);
  await example.apply();
  const { client, pid } = await session(t, example);
  await client.query('BEGIN; LOCK TABLE users IN ACCESS SHARE MODE');
  const refused = problemsOf(example.rollback());
  await example.mas.query('SELECT pg_cancel_backend($1)', [await waiting(example)]);
  const [problem] = await refused;
  assert.equal(problem?.code, 'TABLE_LOCKED');
  assert.match(problem.message, new RegExp(`users: process ${pid},`));
});

test('what follows the locks may take its time, also in a plan', async (t) => {
  const example = await planExample(t);
  const { client } = await session(t, example);
  const settings = async (): Promise<unknown> =>
    (await client.query(`SELECT current_setting('statement_timeout') AS s, current_setting('lock_timeout') AS l`)).rows;
  await client.query(`BEGIN; ${lockWait.before}`);
  assert.deepEqual(await settings(), [{ s: '15s', l: '3s' }]);
  await client.query('ROLLBACK; BEGIN');
  await lockTables(client, 'mas', ['users'], 'ACCESS EXCLUSIVE');
  assert.deepEqual(await settings(), [{ s: '0', l: '3s' }]);
  await client.query('ROLLBACK; BEGIN');
  const lock = example.plan.steps.find(({ id }) => id === 'sql/lock');
  assert.ok(lock?.kind === 'sql');
  await client.query(lock.sql);
  assert.deepEqual(await settings(), [{ s: '0', l: '3s' }]);
  await client.query('ROLLBACK');
});
