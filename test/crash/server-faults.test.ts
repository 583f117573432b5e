import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { type Arena, makeArena } from './arena.ts';
import { startCuttingProxy } from './cutting-proxy.ts';
import { ended } from './ended.ts';
import { assertStatus } from './expected-status.ts';
import { lookAround } from './look-around.ts';
import { startOwnServer } from './own-server.ts';
import { runToKill, runWithPause } from './run-to-kill.ts';
import { finish } from './trial.ts';

const middle = 'say step-started copy/compat_sessions#1';
/** Before any row is read, also ahead. */
const early = 'say step-started sql/lock#1';
const rollback = ['rollback', 'plan.yaml'];
const isRoot = process.geteuid?.() === 0;
const toItsEnd = { afterMs: 600_000 };

// Not within the test: it ends after all that the test leaves behind.
const server = await startOwnServer();

test('the server', async (t) => {
  const arena = await makeArena(t);
  const inTurn = (name: string, work: (t: TestContext) => Promise<void>) =>
    t.test(name, async (inner) => {
      await arena.forget();
      await work(inner);
      await finish(arena, 'apply', await lookAround(arena));
    });
  const startAgain = async (): Promise<void> => {
    await server.start();
    await arena.reconnect();
    await assertStatus(arena, await lookAround(arena));
  };

  await inTurn('goes down at once in the middle of apply: all is as it was', async () => {
    assert.deepEqual(ended(await runWithPause(arena.apply, arena.cwd, middle, server.crash)), [16, 'APPLY_FAILED']);
    assert.deepEqual(ended(await runToKill(arena.apply, arena.cwd, toItsEnd)), [3, 'DATABASE_UNREACHABLE']);
    await startAgain();
    assert.equal((await lookAround(arena)).mas, 'before');
  });

  for (const command of ['apply', 'rollback'] as const) {
    await inTurn(`goes down at once during the COMMIT of ${command}: nobody knows before the next run`, async () => {
      if (command === 'rollback') await arena.run(...arena.apply);
      const words = command === 'apply' ? arena.apply : rollback;
      const unsent = await runWithPause(words, arena.cwd, 'query COMMIT#1', server.crash);
      assert.deepEqual(ended(unsent), [17, 'COMMIT_UNKNOWN']);
      await startAgain();
      assert.equal((await lookAround(arena)).mas, command === 'apply' ? 'before' : 'after');
      // Sent, and perhaps done and answered.
      const late = await runWithPause(words, arena.cwd, 'sent COMMIT#1', server.crash);
      assert.ok(late.exitCode === 0 || late.exitCode === 17, late.stderr);
      await startAgain();
      if (late.exitCode === 0) assert.equal((await lookAround(arena)).mas, command === 'apply' ? 'after' : 'before');
      if (command === 'rollback') await arena.run(...rollback);
    });
  }

  await inTurn('has no room for a table in the middle of apply: all is as it was', async () => {
    const full = await runWithPause(arena.apply, arena.cwd, middle, () => limitFiles(arena));
    assert.deepEqual(ended(full), [16, 'APPLY_FAILED']);
    assert.match(full.stderr, /could not (extend|write)/);
    assert.equal((await lookAround(arena)).mas, 'before');
  });

  for (const [service, way] of [
    ['synapse', 'from server'],
    ['mas', 'to server'],
  ] as const) {
    await inTurn(`of ${service}: the connection is cut in the middle of a COPY, all is as it was`, async (inner) => {
      const proxy = await startCuttingProxy(inner, arena.pair[service].uri);
      const words = [...arena.apply, `--${service}-database-uri`, proxy.uri];
      assert.deepEqual(ended(await runWithPause(words, arena.cwd, early, () => proxy.cutRows(way))), [
        16,
        'APPLY_FAILED',
      ]);
      await arena.settle();
      assert.equal((await lookAround(arena)).mas, 'before');
    });

    await inTurn(`of ${service}: the connection falls silent, an interruption ends it`, async (inner) => {
      const proxy = await startCuttingProxy(inner, arena.pair[service].uri);
      const words = [...arena.apply, `--${service}-database-uri`, proxy.uri];
      const silent = await runWithPause(words, arena.cwd, early, (pid) => {
        proxy.fallSilent();
        setTimeout(() => process.kill(pid, 'SIGTERM'), 500);
      });
      assert.deepEqual(ended(silent), [130, 'INTERRUPTED']);
      await arena.settle();
      assert.equal((await lookAround(arena)).mas, 'before');
    });
  }
});

/**
 * Lets no file of the session on MAS's database grow beyond a page: what a full disk does to it, on every file system and for every user. A
 * small tmpfs would need rights that not every machine gives.
 */
async function limitFiles({ mas }: Arena): Promise<void> {
  const { rows } = await mas.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'syn2mas-plan' AND state = 'idle in transaction'`,
  );
  assert.equal(rows.length, 1);
  // As whoever runs the server, who alone may do that to it.
  const session = statSync(`/proc/${rows[0]?.pid}`);
  const who = isRoot ? { uid: session.uid, gid: session.gid } : {};
  execFileSync('prlimit', ['--pid', String(rows[0]?.pid), '--fsize=8192:'], who);
}
