import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';
import { startProgress } from '../../../src/apply/progress/start-progress.ts';
import { withWatch } from '../../../src/apply/progress/with-watch.ts';
import { runIn } from '../../../src/cli/demo/create-database.ts';
import { connectionSurroundings } from '../../../src/support/postgres/connection-surroundings.ts';
import { parsePostgresUri } from '../../../src/support/postgres/parse-uri.ts';
import { resolveConnection } from '../../../src/support/postgres/resolve-connection.ts';
import type { Progress } from '../../../src/support/progress.ts';
import { testServer } from '../../support/cluster.ts';
import { createEmptyDatabase } from '../../support/databases.ts';

/** A session in a transaction, and a meter that has told this. */
async function watched(t: TestContext) {
  const database = await createEmptyDatabase(t);
  const resolved = resolveConnection(
    { parameters: parsePostgresUri(database.uri, 'a test'), from: [] },
    connectionSurroundings({}),
  );
  const told: Progress[] = [];
  const meter = startProgress({ progress: (progress) => void (progress && told.push(progress)) });
  t.after(() => meter.stop());
  await database.client.query('BEGIN');
  const session = { database: 'mas', resolved, client: database.client, countsRows: true } as const;
  const until = async (what: (progress: Progress) => boolean): Promise<Progress> => {
    for (;;) {
      const found = told.find(what);
      if (found) return found;
      await sleep(20);
    }
  };
  const sessions = async (): Promise<number> => {
    const client = new Client({ connectionString: database.superuserUri });
    await client.connect();
    const { rows } = await client.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'syn2mas-plan'`,
    );
    await client.end();
    return rows.length;
  };
  return { ...database, session, meter, until, sessions };
}

const copy = `COPY (SELECT pg_sleep(CASE WHEN x > 150 THEN 600 ELSE 0 END) FROM generate_series(1, 200) AS x) TO STDOUT`;

test('rows come from the server while the work goes on, and the watch ends with it', { timeout: 60_000 }, async (t) => {
  const { session, meter, until, sessions, client, superuserUri } = await watched(t);
  const other = new Client({ connectionString: superuserUri });
  await other.connect();
  const pid = (client as unknown as { readonly processID: number }).processID;
  const running = meter.begin('copy/users');
  const result = await withWatch(session, meter, async () => {
    const work = client.query(copy).catch(() => 'cancelled');
    await until(({ step, rows }) => step === 'copy/users' && rows === 150);
    assert.equal(await sessions(), 1);
    await other.query('SELECT pg_cancel_backend($1)', [pid]);
    return await work;
  });
  await other.end();
  running.end();
  assert.equal(result, 'cancelled');
  assert.equal(await sessions(), 0);
});

test('what the server waits for is told, and an error of the work passes', { timeout: 60_000 }, async (t) => {
  const { session, meter, until, client, superuserUri } = await watched(t);
  await client.query('CREATE TABLE wanted ()');
  await client.query('COMMIT');
  await client.query('BEGIN');
  const other = new Client({ connectionString: superuserUri, application_name: 'vacuum by hand' });
  await other.connect();
  await other.query('BEGIN');
  await other.query('LOCK TABLE wanted');
  const running = meter.begin('sql/lock');
  const work = withWatch(session, meter, async () => {
    await client.query('SET LOCAL lock_timeout = 0');
    const locked = client.query('LOCK TABLE wanted');
    const { activity } = await until((progress) => progress.activity !== undefined);
    assert.match(activity ?? '', /^MAS: waits for a lock that process \d+ \(vacuum by hand\) holds$/);
    await other.end();
    await locked;
    throw new Error('of the work');
  });
  await assert.rejects(work, { message: 'of the work' });
  running.end();
});

test('where no further connection is to be had, the work goes on without a watch', { timeout: 60_000 }, async (t) => {
  const { session, meter, sessions, user, client } = await watched(t);
  await runIn(await testServer(), 'postgres', [`ALTER ROLE ${escapeIdentifier(user)} CONNECTION LIMIT 1`]);
  const running = meter.begin('copy/users');
  const { rows } = await withWatch(session, meter, () => client.query<{ n: number }>('SELECT 1 AS n FROM pg_sleep(2)'));
  running.end();
  assert.deepEqual([rows[0]?.n, await sessions()], [1, 0]);
});
