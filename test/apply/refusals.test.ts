import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from 'pg';
import { takeLock } from '../../src/apply/lock.ts';
import { Secret } from '../../src/support/secret.ts';
import { createServiceDatabase, type TestDatabase } from '../support/databases.ts';
import { onServer } from '../support/on-server.ts';
import { onStep, planExample, problemsOf, receiptsIn } from './planned-example.ts';

async function connectAs(database: TestDatabase, applicationName: string): Promise<Client> {
  const client = new Client({ connectionString: database.uri, application_name: applicationName });
  client.on('error', () => {});
  await client.connect();
  return client;
}

test('what nobody looked at does not run', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  assert.equal(
    (await problemsOf(example.apply({ authorization: { unapproved: 'none' } })))[0]?.code,
    'PLAN_ID_MISSING',
  );
  const other = `sha256:${'0'.repeat(64)}`;
  const [mismatch] = await problemsOf(example.apply({ authorization: { givenPlanId: other, unapproved: 'none' } }));
  assert.equal(mismatch?.code, 'PLAN_ID_MISMATCH');
  assert.ok(mismatch?.message.includes(other) && mismatch.message.includes(example.planId));
  const edited = Buffer.from(example.planBytes)
    .toString()
    .replace(/\bada\b/, 'eve');
  assert.equal((await problemsOf(example.apply({ planBytes: Buffer.from(edited) })))[0]?.code, 'PLAN_ID_MISMATCH');
  assert.equal((await problemsOf(example.apply({ planBytes: Buffer.from('a: [') })))[0]?.code, 'PLAN_YAML');
  // What is no plan cannot be run, so nothing was refused.
  assert.deepEqual(
    receiptsIn(example.cwd).map(({ outcome, code }) => [outcome, code]),
    [
      ['failed', 'PLAN_ID_MISSING'],
      ['failed', 'PLAN_ID_MISMATCH'],
      ['failed', 'PLAN_ID_MISMATCH'],
    ],
  );
  assert.deepEqual(await example.world(), before);
});

test('a plan that may not run is refused before anything is opened', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  const errored = example.withPlan((plan) => ({ ...plan, errored: true }));
  assert.equal((await problemsOf(errored.apply()))[0]?.code, 'PLAN_ERRORED');
  const evil = example.withPlan((plan) => ({
    ...plan,
    steps: plan.steps.map((step) => (step.id === 'sql/analyze' ? { ...step, sql: 'DROP TABLE users;' } : step)),
  }));
  assert.equal((await problemsOf(evil.apply()))[0]?.code, 'PLAN_SQL');
  assert.deepEqual(await example.world(), before);
  assert.deepEqual(
    receiptsIn(example.cwd).map(({ outcome, code }) => [outcome, code]),
    [
      ['failed', 'PLAN_ERRORED'],
      ['failed', 'PLAN_SQL'],
    ],
  );
});

test('everything that is stale is told at once', async (t) => {
  const example = await planExample(t);
  await example.synapse.query(`
    INSERT INTO users (name, creation_ts, admin, is_guest, deactivated)
    SELECT '@new' || n || ':example.org', 1700000000, 0, 0, 0 FROM generate_series(1, 100) AS n;
    INSERT INTO users (name, creation_ts, admin, is_guest, deactivated) VALUES ('@eve:elsewhere.example', 1, 0, 0, 0);
    UPDATE schema_version SET version = 95`);
  await example.mas.query(`
    DELETE FROM upstream_oauth_providers;
    INSERT INTO users (user_id, username, created_at) VALUES (gen_random_uuid(), 'someone', now())`);
  appendFileSync(join(example.cwd, 'homeserver.yaml'), '# edited\n');
  const before = await example.world();
  const problems = await problemsOf(example.apply());
  const told = problems.map(({ code, message }) => `${code} ${message}`).join('\n');
  assert.match(told, /STALE_SOURCE Schema version: planned 94, found 95/);
  assert.match(told, /STALE_TARGET users: planned no rows, found 1\./);
  assert.match(told, /STALE_TARGET assert\/providers: upstream_oauth_providers: .*planned present, found absent/);
  assert.match(told, /STALE_FILE .*homeserver\.yaml: planned sha256:/);
  assert.deepEqual(await example.world(), before);

  await example.synapse.query('UPDATE schema_version SET version = 94');
  const more = (await problemsOf(example.apply())).map(({ code, message }) => `${code} ${message}`).join('\n');
  assert.match(more, /STALE_SOURCE users: planned \d+ rows, found \d+; the plan allows a drift of \d+/);
  assert.match(more, /STALE_SOURCE .*@eve:elsewhere\.example/);
  assert.match(more, /STALE_TARGET users/);
  assert.match(more, /STALE_FILE/);
});

test('a column or an index that changed is shown as planned and found', async (t) => {
  const example = await planExample(t);
  await example.synapse.query('ALTER TABLE devices ALTER COLUMN ip TYPE varchar(40)');
  await example.mas.query('ALTER TABLE users ADD COLUMN shoe_size int');
  const problems = await problemsOf(example.apply());
  assert.deepEqual(
    problems.map(({ code, excerpt }) => [code, excerpt]),
    [
      ['STALE_SOURCE', '- devices.ip text\n+ devices.ip character varying(40)'],
      ['STALE_TARGET', '+ users.shoe_size integer'],
    ],
  );
});

test('another database than the planned one is refused, whatever its name', async (t) => {
  const example = await planExample(t);
  const [synapse, mas] = await Promise.all([
    createServiceDatabase(t, 'synapse-1.163'),
    createServiceDatabase(t, 'mas-1.22'),
  ]);
  await Promise.all([synapse.disconnect(), mas.disconnect()]);
  const elsewhere = (database: TestDatabase, planned: typeof example.databases.mas): typeof planned => ({
    ...planned,
    database: database.database,
    user: 'postgres',
    hosts: [{ ...planned.hosts[0], password: new Secret('password', example.pair.server.password) }],
  });
  const withDatabases = (databases: typeof example.databases) => ({
    readInputs: () => ({ databases, resolveSecret: () => new Secret('none', '') }),
  });
  const otherSource = { ...example.databases, synapse: elsewhere(synapse, onServer(example.databases.synapse)) };
  assert.deepEqual(
    (await problemsOf(example.apply(withDatabases(otherSource)))).map(({ code }) => code),
    ['STALE_SOURCE'],
  );
  const otherTarget = { ...example.databases, mas: elsewhere(mas, example.databases.mas) };
  assert.deepEqual(
    (await problemsOf(example.apply(withDatabases(otherTarget)))).map(({ code }) => code),
    ['STALE_TARGET'],
  );
});

test('services that are still connected are all named', async (t) => {
  const example = await planExample(t);
  const clients = [
    await connectAs(example.pair.synapse, ''),
    await connectAs(example.pair.mas, 'matrix-authentication-service'),
  ];
  t.after(() => Promise.all(clients.map((client) => client.end())));
  const problems = await problemsOf(example.apply());
  assert.deepEqual(
    problems.map(({ code, place }) => [code, place?.database]),
    [
      ['SERVICE_CONNECTED', 'synapse'],
      ['SERVICE_CONNECTED', 'mas'],
    ],
  );
  for (const [index, client] of clients.entries()) {
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
    assert.ok(problems[index]?.message.includes(`process ${rows[0].pid}`));
  }
  assert.match(problems[1]?.message ?? '', /matrix-authentication-service/);
});

test('a second run is told who holds the lock', async (t) => {
  const example = await planExample(t);
  const holder = await connectAs(example.pair.mas, 'syn2mas-plan');
  await takeLock(holder);
  const { rows } = await holder.query('SELECT pg_backend_pid() AS pid');
  const [problem] = await problemsOf(example.apply());
  assert.equal(problem?.code, 'LOCK_HELD');
  assert.match(
    problem?.message ?? '',
    new RegExp(`process ${rows[0].pid}, user ${example.pair.mas.user}, .*application "syn2mas-plan", since 20\\d\\d-`),
  );
  assert.equal((await problemsOf(example.rollback()))[0]?.code, 'LOCK_HELD');
  await holder.end();
  await example.apply();
});

test('somebody who holds a lock on a table is named', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  await example.synapse.query('BEGIN; LOCK TABLE devices IN ROW EXCLUSIVE MODE');
  const [source] = await problemsOf(example.apply());
  assert.equal(source?.code, 'TABLE_LOCKED');
  assert.match(source?.message ?? '', /devices: process \d+, user postgres.*RowExclusiveLock/);
  await example.synapse.query('ROLLBACK');

  await example.mas.query('BEGIN; LOCK TABLE user_emails IN ACCESS SHARE MODE');
  const [target] = await problemsOf(example.apply());
  assert.equal(target?.code, 'TABLE_LOCKED');
  assert.match(target?.message ?? '', /user_emails: process \d+, user postgres/);
  await example.mas.query('ROLLBACK');
  assert.deepEqual(await example.world(), before);
});

test('a role that may read but not lock is told so', async (t) => {
  const example = await planExample(t);
  const { user } = example.pair.synapse;
  await example.synapse.query(
    `REASSIGN OWNED BY ${user} TO postgres; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${user}`,
  );
  const [problem] = await problemsOf(example.apply());
  assert.equal(problem?.code, 'DATABASE_RIGHTS');
  assert.match(problem?.remedy ?? '', /UPDATE/);
});

test('while apply runs, the tables of Synapse can be read and not written', async (t) => {
  const example = await planExample(t);
  const meanwhile: Promise<unknown>[] = [];
  const { log } = onStep('copy/users', () => {
    meanwhile.push(
      example.synapse
        .query('BEGIN; SELECT count(*) FROM users')
        .then(() => example.synapse.query('LOCK TABLE users IN ROW EXCLUSIVE MODE NOWAIT'))
        .catch((error: { readonly code?: string }) => error.code),
    );
  });
  await example.apply({ log });
  assert.deepEqual(await Promise.all(meanwhile), ['55P03']);
});
