import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Client } from 'pg';
import { type Arena, makeArena } from './arena.ts';
import { ended } from './ended.ts';
import { lookAround } from './look-around.ts';
import { runToKill, runWithPause } from './run-to-kill.ts';
import { finish } from './trial.ts';

const middle = 'say step-started copy/compat_sessions#1';

async function stateOf(arena: Arena): Promise<string> {
  const { stdout, stderr } = await arena.run('status', 'plan.yaml', '--format', 'json');
  return (JSON.parse(stdout || `{"state":${JSON.stringify(stderr)}}`) as { readonly state: string }).state;
}

test('while a run is under way', async (t) => {
  const arena = await makeArena(t);
  const homeserver = join(arena.cwd, 'homeserver.yaml');
  const secret = join(arena.cwd, 'mas-shared-secret');
  const planPath = join(arena.cwd, 'plan.yaml');
  const paused = (at: string, meanwhile: () => unknown) => runWithPause(arena.apply, arena.cwd, at, meanwhile);
  const inTurn = (name: string, work: (t: TestContext) => Promise<void>) =>
    t.test(name, async (inner) => {
      await arena.forget();
      await work(inner);
      await finish(arena, 'apply', await lookAround(arena));
    });

  await inTurn('a second one is refused, with who holds the lock', async () => {
    const first = await paused(middle, async () => {
      const second = await runToKill(arena.apply, arena.cwd, { afterMs: 600_000 });
      assert.deepEqual(ended(second), [15, 'LOCK_HELD']);
      assert.match(second.stderr, /process \d+, user /);
      assert.match((await arena.run('status', 'plan.yaml')).stdout, /under way/i);
    });
    assert.deepEqual(ended(first), [0]);
  });

  await inTurn('two that start at once do the work once', async () => {
    const never = { afterMs: 600_000 };
    const both = await Promise.all([1, 2].map(() => runToKill(arena.apply, arena.cwd, never)));
    for (const one of both) assert.ok([0, 14, 15].includes(one.exitCode ?? 1), one.stderr);
    assert.ok(both.some(({ exitCode }) => exitCode === 0));
    assert.equal((await lookAround(arena)).mas, 'after');
  });

  for (const at of [middle, 'query COMMIT#1']) {
    await inTurn(`a file is replaced (${at}): it is left alone, the next run goes on when it is back`, async () => {
      const planned = readFileSync(homeserver);
      const edited = await paused(at, () => appendFileSync(homeserver, '# edited\n'));
      assert.deepEqual(ended(edited), [17, 'FILES_INCOMPLETE']);
      assert.ok(edited.stderr.includes(homeserver));
      assert.equal(readFileSync(homeserver, 'utf8'), `${planned}# edited\n`);
      assert.equal(await stateOf(arena), 'interrupted');
      const again = await runToKill(arena.apply, arena.cwd, { afterMs: 600_000 });
      assert.equal(again.exitCode, 17);
      writeFileSync(homeserver, planned);
    });
  }

  await inTurn('a file takes the place of the secret: it is left alone', async () => {
    const taken = await paused(middle, () => writeFileSync(secret, 'of somebody else\n'));
    assert.deepEqual(ended(taken), [17, 'FILES_INCOMPLETE']);
    assert.equal(readFileSync(secret, 'utf8'), 'of somebody else\n');
    assert.ok(!taken.stderr.includes('of somebody else'));
    rmSync(secret);
  });

  await inTurn('a file is made read-only: it is replaced all the same, and comes back with its mode', async () => {
    const { mode } = statSync(homeserver);
    assert.deepEqual(ended(await paused(middle, () => chmodSync(homeserver, 0o444))), [0]);
    assert.equal(statSync(homeserver).mode, mode);
  });

  await inTurn('the plan file changes: what was read is what runs', async () => {
    const planned = readFileSync(planPath);
    const { exitCode, stderr } = await paused(middle, () => writeFileSync(planPath, 'formatVersion: "9.0"\n'));
    assert.equal(exitCode, 0, stderr);
    assert.equal((await arena.run('status', 'plan.yaml')).exitCode, 12);
    writeFileSync(planPath, planned);
    assert.equal((await lookAround(arena)).mas, 'after');
  });

  await inTurn(
    'Synapse starts: it reads, its first write waits until the run is over, and it is told to be stopped',
    async (inner) => {
      const synapse = new Client({ connectionString: arena.pair.synapse.uri, application_name: 'synapse' });
      synapse.on('error', () => {});
      inner.after(() => synapse.end());
      let written: Promise<unknown> | undefined;
      const run = await paused(middle, async () => {
        await synapse.connect();
        await synapse.query('SELECT count(*) FROM access_tokens');
        await synapse.query('BEGIN');
        written = synapse.query('UPDATE users SET name = name');
        const waiting = `SELECT FROM pg_stat_activity WHERE application_name = 'synapse' AND wait_event_type = 'Lock'`;
        while ((await arena.synapse.query(waiting)).rows.length === 0);
      });
      assert.deepEqual(ended(run), [0]);
      assert.match(run.stderr, /"type":"warning".*Synapse is connected to database .*Stop Synapse/);
      await written;
      await synapse.query('ROLLBACK');
      await synapse.end();
    },
  );

  await inTurn('an administrator ends its sessions: all is as it was', async () => {
    const sql = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'syn2mas-plan' AND datname = current_database()`;
    for (const client of [arena.synapse, arena.mas]) {
      const run = await paused(middle, () => client.query(sql));
      assert.deepEqual(ended(run), [16, 'APPLY_FAILED']);
      assert.equal((await lookAround(arena)).mas, 'before');
    }
  });

  await inTurn('roles have a statement_timeout: it does not count for a run', async () => {
    const { synapse, mas } = arena.pair;
    const set = async (value: string): Promise<void> => {
      await arena.synapse.query(`ALTER ROLE ${synapse.user} SET statement_timeout = ${value}`);
      await arena.mas.query(`ALTER ROLE ${mas.user} SET statement_timeout = ${value}`);
    };
    await set('500');
    // The lock of Synapse's tables has to wait for longer than that.
    const run = await paused('query LOCK TABLE access_tokens, devices, refresh_tokens, registrat#1', async () => {
      await arena.synapse.query('BEGIN; LOCK TABLE users IN ROW EXCLUSIVE MODE');
      setTimeout(() => arena.synapse.query('ROLLBACK'), 1_500);
    });
    assert.deepEqual(ended(run), [0]);
    await set('DEFAULT');
  });

  await inTurn('the clock of the machine jumps: order is that of the log, not of the clock', async () => {
    const at = (now: string, ...args: readonly string[]) => arena.runAt(now, ...args);
    assert.equal((await at('2031-01-01T00:00:00Z', ...arena.apply)).exitCode, 0);
    assert.equal(await stateOf(arena), 'applied');
    assert.equal((await at('2021-01-01T00:00:00Z', 'rollback', 'plan.yaml')).exitCode, 0);
    assert.equal(await stateOf(arena), 'rolled-back');
    assert.equal((await at('2011-01-01T00:00:00Z', ...arena.apply)).exitCode, 0);
    assert.equal(await stateOf(arena), 'applied');
    const { exitCode, stdout, stderr } = await arena.run('audit', 'verify', 'plan.yaml');
    assert.equal(exitCode, 0, stdout + stderr);
  });
});
