import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type ReadAhead, readAhead } from '../../src/apply/read-ahead.ts';
import { RelayError, relay } from '../../src/apply/relay.ts';
import { withSourceSessions } from '../../src/apply/source-sessions.ts';
import type { CopyStep } from '../../src/plan/types.gen.ts';
import { silentLog } from '../../src/support/log.ts';
import { connectionSurroundings } from '../../src/support/postgres/connection-surroundings.ts';
import { parsePostgresUri } from '../../src/support/postgres/parse-uri.ts';
import { type ResolvedConnection, resolveConnection } from '../../src/support/postgres/resolve-connection.ts';
import { createPair, type DatabasePair } from '../support/databases.ts';

const megabyte = 2 ** 20;
const { signal } = new AbortController();

function resolvedFor(uri: string): ResolvedConnection {
  return resolveConnection({ parameters: parsePostgresUri(uri, 'test'), from: ['a test'] }, connectionSurroundings({}));
}

function step(table: string, select: string, rows = 0): CopyStep {
  const words = { phase: 'cutover', title: table, reason: table } as const;
  return { ...words, id: `copy/${table}`, kind: 'copy', table, columns: ['text'], key: ['text'], rows, select };
}

/** Runs `use` in as many sessions as there may be, all of the snapshot that the first one took before it. */
async function inSessions<T>(
  { synapse }: DatabasePair,
  jobs: number,
  use: Parameters<typeof withSourceSessions<T>>[2],
): Promise<T> {
  const { client } = synapse;
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  await client.query('SELECT 1');
  const database = { settings: { work_mem: '5000kB' } };
  const options = { resolved: resolvedFor(synapse.uri), jobs, database, log: silentLog, signal };
  return await withSourceSessions(client, options, use);
}

async function ourSessions({ synapse, mas }: DatabasePair): Promise<number> {
  const { rows } = await mas.client.query<{ sessions: string }>(
    "SELECT count(*) AS sessions FROM pg_stat_activity WHERE datname = $1 AND application_name = 'syn2mas-plan'",
    [synapse.database],
  );
  return Number(rows[0]?.sessions);
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    assert.ok(tries < 1000, 'it never came to be');
    await sleep(10);
  }
}

async function pairWithTables(t: TestContext): Promise<DatabasePair> {
  const pair = await createPair(t);
  await pair.mas.client.query(
    'CREATE TABLE one (text text); CREATE TABLE two (text text); CREATE TABLE three (text text)',
  );
  return pair;
}

/** So many rows of a thousand bytes. */
function kilobytes(rows: number): string {
  return `SELECT repeat('x', 1000) AS text FROM generate_series(1, ${rows})`;
}

/** Loads the copies in their order; each must bring so many rows of a thousand bytes. */
async function relayAll(
  steps: readonly CopyStep[],
  ahead: ReadAhead,
  { mas }: DatabasePair,
  rows: number,
): Promise<void> {
  for (const one of steps) {
    const relayed = await relay(one, await ahead.take(one), mas.client, { freeze: false, signal });
    assert.equal(relayed.rows, rows);
    assert.ok(relayed.bytes > rows * 1000);
  }
}

test('there are as many sessions as there may be, of one READ ONLY snapshot, and none afterwards', async (t) => {
  const pair = await createPair(t);
  await pair.synapse.client.query('CREATE TABLE seen (text text)');
  await inSessions(pair, 3, async (sessions) => {
    assert.equal(sessions.length, 3);
    assert.equal(await ourSessions(pair), 2);
    const other = new Client({ connectionString: pair.synapse.uri });
    await other.connect();
    await other.query("INSERT INTO seen VALUES ('later')");
    await other.end();
    for (const session of sessions) assert.equal((await session.query('SELECT FROM seen')).rowCount, 0);
    for (const session of sessions.slice(1)) {
      assert.deepEqual((await session.query('SHOW work_mem')).rows, [{ work_mem: '5000kB' }]);
      await assert.rejects(session.query('DELETE FROM seen'), { code: '25006' });
    }
  });
  await until(async () => (await ourSessions(pair)) === 0);
  await pair.synapse.client.query('ROLLBACK');
});

test('the next copies are read before anybody takes them, as far as the buffer goes, and arrive whole', async (t) => {
  const pair = await pairWithTables(t);
  const rows = 40_000;
  const select = kilobytes(rows);
  const steps = ['one', 'two', 'three'].map((table) => step(table, select));
  await inSessions(pair, 2, async (sessions) => {
    const ahead = readAhead(steps, sessions, { bufferBytes: 4 * megabyte, signal });
    const [first, second] = steps as [CopyStep, CopyStep, CopyStep];
    const readings = [await ahead.take(first), await ahead.take(second)];
    await until(() => readings.every(({ counted }) => counted.bytes >= 2 * megabyte));
    await sleep(100);
    assert.ok(readings.every(({ counted }) => counted.bytes < 3 * megabyte));
    await relayAll(steps, ahead, pair, rows);
    ahead.stop();
  });
  await pair.synapse.client.query('ROLLBACK');
});

test('besides what is needed next the largest copy is read, as it works longest, and all arrive in their order', async (t) => {
  const pair = await pairWithTables(t);
  const rows = 5000;
  const select = kilobytes(rows);
  const steps = [step('one', select, rows), step('two', select, rows), step('three', select, 2 * rows)] as const;
  await inSessions(pair, 2, async (sessions) => {
    const ahead = readAhead(steps, sessions, { bufferBytes: megabyte, signal });
    const begun: string[] = [];
    for (const one of steps) void ahead.take(one).then(() => begun.push(one.table));
    await until(() => begun.length === 2);
    assert.deepEqual(begun, ['one', 'three']);
    await relayAll(steps, ahead, pair, rows);
  });
  await pair.synapse.client.query('ROLLBACK');
});

test('one session does the jobs while others read, and all of them read once these are done', async (t) => {
  const pair = await pairWithTables(t);
  const rows = 5000;
  const select = kilobytes(rows);
  const steps = ['one', 'two', 'three'].map((table) => step(table, select));
  const done: number[] = [];
  await inSessions(pair, 2, async (sessions) => {
    const jobs = [1, 2].map((number) => async (client: (typeof sessions)[number]) => {
      await client.query('SELECT 1');
      done.push(number);
    });
    const ahead = readAhead(steps, sessions, { bufferBytes: megabyte, jobs, signal });
    // Nobody has taken anything yet, and no copy fits into the buffer.
    await until(() => done.length === 2);
    const second = await ahead.take(steps[1] as CopyStep);
    await until(() => second.counted.bytes > 0);
    await relayAll(steps, ahead, pair, rows);
  });
  assert.deepEqual(done, [1, 2]);
  await pair.synapse.client.query('ROLLBACK');
});

test('one session reads one copy after the other', async (t) => {
  const pair = await pairWithTables(t);
  const steps = ['one', 'two'].map((table) => step(table, `SELECT '${table}' AS text`));
  await inSessions(pair, 1, async (sessions) => {
    assert.equal(await ourSessions(pair), 0);
    const ahead = readAhead(steps, sessions, { signal });
    for (const one of steps) {
      const reading = await ahead.take(one);
      assert.match(await text(reading.stream), new RegExp(one.table));
    }
  });
  await pair.synapse.client.query('ROLLBACK');
});

test('a copy that cannot be read fails at its own step, and takes no session with it', async (t) => {
  const pair = await pairWithTables(t);
  const large = kilobytes(100_000);
  const steps = [
    step('one', "SELECT 'x' AS text"),
    step('two', 'SELECT (1 / (n - 1))::text AS text FROM generate_series(1, 3) AS n'),
    step('three', large),
  ] as const;
  await assert.rejects(
    inSessions(pair, 2, async (sessions) => {
      const ahead = readAhead(steps, sessions, { signal });
      const failing = await ahead.take(steps[1]);
      await failing.ended;
      const relayed = await relay(steps[0], await ahead.take(steps[0]), pair.mas.client, { freeze: false, signal });
      assert.equal(relayed.rows, 1);
      try {
        await relay(steps[1], failing, pair.mas.client, { freeze: false, signal });
      } finally {
        ahead.stop();
      }
    }),
    (error) =>
      error instanceof RelayError && error.database === 'synapse' && /division by zero/.test(String(error.cause)),
  );
  await until(async () => (await ourSessions(pair)) === 0);
  // The session of MAS was not even asked.
  assert.equal((await pair.mas.client.query('SELECT FROM one')).rowCount, 1);
});

test('where there are no more sessions to be had, fewer read, and it is said why', async (t) => {
  const pair = await createPair(t);
  const said: string[] = [];
  const { client } = pair.synapse;
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  const log = { ...silentLog, info: (message: string) => said.push(message) };
  const uri = new URL(pair.synapse.uri);
  uri.pathname = '/there_is_none';
  const options = { resolved: resolvedFor(uri.href), jobs: 4, database: { settings: {} }, log, signal };
  const count = await withSourceSessions(client, options, async (sessions) => sessions.length);
  assert.equal(count, 1);
  assert.match(said.join(), /fewer sessions at once: .*there_is_none/);
  await client.query('ROLLBACK');
});
