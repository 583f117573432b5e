import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Log, silentLog } from '../../src/support/log.ts';
import { liveWithMas } from '../rollback/live-with-mas.ts';
import { changeSqlite } from '../support/sqlite/copy-to-sqlite.ts';
import { planExample, problemsOf } from './planned-example.ts';

test('a plan of a Synapse on SQLite is applied, verified and taken back, and the file stays what it was', async (t) => {
  const example = await planExample(t, { sqlite: true });
  const before = await example.world();
  const rehearsed = await example.apply({ rehearse: true });
  assert.equal(rehearsed.receipt.outcome, 'rehearsed');
  assert.deepEqual(await example.world(), before);
  const { receipt } = await example.apply();
  assert.equal(receipt.databases?.synapse?.name, join(example.cwd, 'homeserver.db'));
  assert.equal((await example.verify()).tables.length, example.plan.verification.length);
  assert.equal((await example.status()).state, 'verified');
  assert.equal((await example.world()).files['homeserver.db'], before.files['homeserver.db']);
  await example.rollback();
  const { mas, files } = await example.world();
  assert.deepEqual({ mas, files }, { mas: before.mas, files: before.files });
});

test('rows that came since the plan was made are carried over too', async (t) => {
  const example = await planExample(t, { sqlite: true });
  changeSqlite(join(example.cwd, 'homeserver.db'), newUser);
  await example.apply();
  const { rows } = await example.mas.query(`SELECT count(*) FROM users WHERE username = 'newcomer'`);
  assert.deepEqual(rows, [{ count: '1' }]);
});

test('a file that is written or opened while apply runs ends it before anything is committed', async (t) => {
  const example = await planExample(t, { sqlite: true });
  const file = join(example.cwd, 'homeserver.db');
  for (const disturb of [() => changeSqlite(file, newUser), () => writeFileSync(`${file}-wal`, '')]) {
    const { files: _files, ...before } = await example.world();
    let isDone = false;
    const event: Log['event'] = (type, { step }) => {
      if (type !== 'step-started' || step !== 'copy/compat_sessions') return;
      disturb();
      isDone = true;
    };
    const problems = await problemsOf(example.apply({ log: { ...silentLog, event } }));
    assert.ok(isDone);
    assert.deepEqual(
      problems.map(({ code, place }) => [code, place?.file]),
      [['STALE_SOURCE', file]],
    );
    const { files: _others, ...after } = await example.world();
    assert.deepEqual(after, before);
  }
});

test('a file that somebody has open, or left so, is refused before it is read', async (t) => {
  const example = await planExample(t, { sqlite: true });
  const file = join(example.cwd, 'homeserver.db');
  for (const left of ['-wal', '-shm']) {
    writeFileSync(`${file}${left}`, '');
    for (const rehearse of [false, true]) {
      const [problem] = await problemsOf(example.apply({ rehearse }));
      assert.equal(problem?.code, 'SERVICE_CONNECTED');
      assert.match(problem?.message ?? '', new RegExp(`homeserver\\.db${left} is there`));
    }
    rmSync(`${file}${left}`);
  }
});

test('another file than the one that was planned for is stale', async (t) => {
  const example = await planExample(t, { sqlite: true });
  changeSqlite(join(example.cwd, 'homeserver.db'), 'UPDATE users SET creation_ts = creation_ts + 1');
  const [problem] = await problemsOf(example.apply());
  assert.deepEqual([problem?.code, problem?.place?.database], ['STALE_SOURCE', 'synapse']);
  assert.match(problem?.message ?? '', /^Another database: planned /);
});

test('a plan for the other kind of database is stale', async (t) => {
  const example = await planExample(t, { sqlite: true });
  const { cwd, plan } = example;
  writeFileSync(join(cwd, 'sqlite.yaml'), 'database: { name: psycopg2, args: { dbname: synapse } }\n');
  assert.throws(
    () => example.withPlan(() => plan),
    /STALE_SOURCE: The database of Synapse: planned SQLite, found PostgreSQL/,
  );
});

test('beyond the point of no return what a file holds is counted too, and what is to be removed there is told', async (t) => {
  const example = await planExample(t, { sqlite: true });
  const file = join(example.cwd, 'homeserver.db');
  const before = await example.world();
  await example.apply();
  await liveWithMas(example);
  changeSqlite(
    file,
    `INSERT INTO user_external_ids SELECT 'oauth-delegated', 'sub' || rowid, name FROM users LIMIT 7;
     INSERT INTO devices (user_id, device_id, last_seen, hidden) SELECT name, 'SINCE', 4000000000000, 0 FROM users LIMIT 3`,
  );
  const [problem] = await problemsOf(example.rollback());
  assert.equal(problem?.code, 'ROLLBACK_FOREIGN_ROWS');
  const discard = { givenPlanId: example.planId, unapproved: 'a test' };
  const { receipt } = await example.rollback({ discard });
  assert.equal(receipt.outcome, 'rolled-back');
  assert.deepEqual(
    receipt.losses?.find(({ loss }) => loss === 'devices-made'),
    { loss: 'devices-made', count: 3 },
  );
  const step = example.plan.undo.find(({ id }) => id === 'undo/oauth-delegated');
  assert.ok(step?.kind === 'operator');
  assert.equal(
    step.instructions,
    `sqlite3 ${file} 'DELETE FROM user_external_ids WHERE auth_provider = '\\''oauth-delegated'\\'';'`,
  );
  assert.equal((await example.world()).files['homeserver.yaml'], before.files['homeserver.yaml']);
});

const newUser = `INSERT INTO users (name, password_hash, creation_ts, admin, is_guest, deactivated, locked, suspended)
  VALUES ('@newcomer:example.org', '$2b$12$${'a'.repeat(53)}', 1780000000, 0, 0, 0, 0, 0)`;
