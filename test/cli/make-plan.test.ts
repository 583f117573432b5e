import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { databaseDigest } from '../../src/cli/demo/database-digest.ts';
import { makePlan } from '../../src/cli/make-plan.ts';
import { planIdOf } from '../../src/plan/plan-id.ts';
import { writePlan } from '../../src/plan/write-plan.ts';
import { socketPath } from '../../src/support/postgres/socket-directories.ts';
import { problemsOf } from '../apply/problems.ts';
import { insertEveryKind } from '../compile/database/every-kind.ts';
import { createEmptyDatabase, createPair, createServiceDatabase } from '../support/databases.ts';
import { planFor, planRequestFor, providersYaml } from '../support/planned.ts';
import { source } from '../support/synapse-rows.ts';

const codes = async (work: Promise<unknown>) => (await problemsOf(work)).map(({ code }) => code);

test('databases that are not what they should be, both at once', async (t) => {
  const [pair, empty] = [await createPair(t), await createEmptyDatabase(t)];
  const request = planRequestFor(t, pair);
  const problems = await problemsOf(
    makePlan({ ...request, synapseDatabaseUri: pair.mas.uri, masDatabaseUri: empty.uri }),
  );
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['DATABASE_NOT_SYNAPSE', 'DATABASE_NOT_MAS'],
  );
  assert.match(problems[0]?.message ?? '', /column users\.name.*table devices/);
  assert.match(problems[1]?.message ?? '', /table users.*a migration in _sqlx_migrations/);
  assert.deepEqual(await codes(makePlan({ ...request, synapseDatabaseUri: empty.uri })), ['DATABASE_NOT_SYNAPSE']);
  assert.deepEqual(await codes(makePlan({ ...request, masDatabaseUri: pair.synapse.uri })), [
    'DATABASE_SAME',
    'DATABASE_NOT_MAS',
  ]);
});

test('a MAS that lacks what every row needs, and one whose migrations never ran, are no MAS', async (t) => {
  const pair = await createPair(t);
  await pair.mas.client.query('ALTER TABLE users RENAME username TO login');
  const request = planRequestFor(t, pair);
  const [problem] = await problemsOf(makePlan(request));
  assert.equal(problem?.code, 'DATABASE_NOT_MAS');
  assert.match(problem?.message ?? '', /lacks column users\.username$/);
  await pair.mas.client.query('ALTER TABLE users RENAME login TO username');
  await pair.mas.client.query('UPDATE _sqlx_migrations SET success = false');
  assert.deepEqual(await codes(makePlan(request)), ['DATABASE_NOT_MAS']);
});

test('a table that somebody else holds is an expected failure', async (t) => {
  const pair = await createPair(t);
  const superuser = new Client({ connectionString: pair.synapse.superuserUri });
  await superuser.connect();
  await superuser.query('BEGIN');
  await superuser.query('LOCK TABLE devices');
  const [problem] = await problemsOf(makePlan(planRequestFor(t, pair)));
  await superuser.end();
  assert.equal(problem?.code, 'DATABASE_QUERY');
  assert.match(problem?.message ?? '', /lock timeout/);
});

test('one database for both, whatever it is called', async (t) => {
  const pair = await createPair(t);
  const request = planRequestFor(t, pair);
  const superuser = new Client({ connectionString: pair.mas.superuserUri });
  await superuser.connect();
  const { rows } = await superuser
    .query<{ directories: string }>("SELECT current_setting('unix_socket_directories') AS directories")
    .finally(() => superuser.end());
  const sockets = (rows[0]?.directories ?? '')
    .split(', ')
    .filter((directory) => existsSync(socketPath(directory, pair.mas.port)));
  const uris = ['localhost', ...sockets].map((host) => {
    const { user, password, port, database } = pair.synapse;
    return `postgresql:///${database}?${new URLSearchParams({ host, port: String(port), user, password })}`;
  });
  for (const uri of uris) {
    assert.deepEqual(await codes(makePlan({ ...request, masDatabaseUri: uri })), ['DATABASE_SAME', 'DATABASE_NOT_MAS']);
  }
});

test('databases of the same name and schema are not the same', async (t) => {
  const pair = await createPair(t);
  const other = await createServiceDatabase(t, 'synapse-1.163');
  const [one, two] = await Promise.all([planFor(t, pair), planFor(t, { ...pair, synapse: other })]);
  assert.equal(one.plan.source.database.fingerprint, two.plan.source.database.fingerprint);
  assert.notEqual(one.plan.seed, two.plan.seed);
});

test('the same inputs give the same bytes: time zone, locale, day, and what a role has set', async (t) => {
  const pair = await createPair(t);
  await insertEveryKind(pair.synapse.client);
  // Findings of several rows each.
  const lost = { user_id: '@lost:example.org' };
  const odd = source(pair.synapse.client, 'example.org')
    .email('a@x', lost)
    .externalId('oidc-a', 'a', lost)
    .device('A', lost);
  await odd
    .externalId('Oidc-b', 'b', { user_id: '@bob:example.org' })
    .externalId('oidc-\u00e4', 'c', { user_id: '@bob:example.org' })
    .insert();
  const request = planRequestFor(t, pair, { masYaml: providersYaml('oidc-mapped') });
  const bytes = writePlan(await makePlan(request));
  const planId = planIdOf(Buffer.from(bytes));

  const { log: _, ...plain } = request;
  const script = fileURLToPath(new URL('../support/print-plan.js', import.meta.url));
  const inSurroundings = async (env: Readonly<Record<string, string>>) => {
    const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(plain)], {
      env: { PATH: process.env.PATH, ...env },
      maxBuffer: 2 ** 26,
    });
    assert.equal(stdout.length, bytes.length);
    return planIdOf(Buffer.from(stdout));
  };
  assert.deepEqual(
    await Promise.all([
      inSurroundings({ TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }),
      inSurroundings({
        TZ: 'America/St_Johns',
        LC_ALL: 'C',
        PGTZ: 'Asia/Kathmandu',
        PGDATESTYLE: 'German',
        PGCLIENTENCODING: 'LATIN1',
      }),
      inSurroundings({ CLOCK_SHIFT_MS: String(500 * 86_400_000) }),
    ]),
    [planId, planId, planId],
  );

  for (const [name, value] of Object.entries({
    TimeZone: 'Asia/Kathmandu',
    DateStyle: 'German',
    standard_conforming_strings: 'off',
    quote_all_identifiers: 'on',
    extra_float_digits: '-5',
    client_encoding: 'LATIN1',
    enable_hashjoin: 'off',
    parallel_setup_cost: '0',
    parallel_tuple_cost: '0',
    min_parallel_table_scan_size: '0',
    max_parallel_workers_per_gather: '4',
    default_transaction_isolation: 'read uncommitted',
  })) {
    for (const { client, user } of [pair.synapse, pair.mas])
      await client.query(`ALTER ROLE ${user} SET ${name} = '${value}'`);
  }
  assert.equal(planIdOf(Buffer.from(writePlan(await makePlan(request)))), planId);

  const other = await makePlan({ ...request, createdAt: '2026-01-31T12:00:01Z' });
  assert.equal(other.seed, (await makePlan(request)).seed);
  assert.notEqual(planIdOf(Buffer.from(writePlan(other))), planId);
});

test('planning changes nothing, and people can write meanwhile', async (t) => {
  const pair = await createPair(t);
  const rows = source(pair.synapse.client, 'example.org').user('first');
  await rows.insert();
  const request = planRequestFor(t, pair);
  const digests = () => Promise.all([pair.synapse, pair.mas].map(({ client }) => databaseDigest(client)));
  const before = await digests();
  await makePlan(request);
  assert.deepEqual(await digests(), before);

  // Somebody locks the table that is read last, which holds the plan still so that it can be looked at.
  const blocker = new Client({ connectionString: pair.synapse.uri });
  await blocker.connect();
  await blocker.query('BEGIN; LOCK TABLE registration_tokens IN ACCESS EXCLUSIVE MODE');
  const planning = makePlan(request);
  const observer = new Client({ connectionString: pair.synapse.superuserUri });
  await observer.connect();
  try {
    const waiting = `SELECT FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid)
      WHERE NOT l.granted AND a.application_name = 'syn2mas-plan' AND a.datname = current_database()`;
    while ((await observer.query(waiting)).rowCount === 0) await sleep(10);
    const sessions = await observer.query<object>(
      `SELECT count(DISTINCT a.datname)::int AS databases, count(a.backend_xid)::int AS writing,
              array_agg(DISTINCT l.mode) FILTER (WHERE l.locktype = 'relation') AS modes
         FROM pg_stat_activity AS a LEFT JOIN pg_locks AS l USING (pid)
        WHERE a.application_name = 'syn2mas-plan' AND a.datname = ANY ($1)`,
      [[pair.synapse.database, pair.mas.database]],
    );
    assert.deepEqual(sessions.rows, [{ databases: 2, writing: 0, modes: ['AccessShareLock'] }]);
    await pair.synapse.client.query("SET lock_timeout = '1s'");
    await rows.user('second').device('A').accessToken('t').email('second@example.com').insert();
    await pair.synapse.client.query("UPDATE users SET admin = 1 WHERE name = '@first:example.org'");
  } finally {
    await blocker.end();
    await observer.end();
  }
  const { accounting } = await planning;
  assert.deepEqual(
    accounting.map((entry) => entry.rows),
    [1, 1, 0, 0, 0, 0, 0, 0, 0],
  );
  const next = await makePlan(request);
  assert.deepEqual(
    next.accounting.map((entry) => entry.rows),
    [2, 2, 1, 0, 1, 0, 1, 0, 0],
  );
});
