import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { test } from 'node:test';
import { refusePorted } from '../../../src/inspect/sqlite/refuse-ported.ts';
import { PlanError } from '../../../src/support/errors.ts';
import { databaseFiles, findOpeners } from '../../../src/support/sqlite/find-openers.ts';
import { findSqliteFile } from '../../../src/support/sqlite/sqlite-file.ts';
import { startWriter } from './sqlite-writer.ts';

test('who has a database open is found, by its name or by a link, until it is closed', async (t) => {
  const writer = await startWriter(t, { mode: 'WAL', pause: 60, checkpoint: 1000 });
  const file = findSqliteFile(writer.path);
  // This process does not count.
  const own = openSync(writer.path, 'r');
  t.after(() => closeSync(own));
  const openers = findOpeners(databaseFiles(file));
  assert.equal(openers.length, 1);
  assert.notEqual(openers[0]?.pid, process.pid);
  assert.match(openers[0]?.program ?? '', /python/);
  refusePorted(file);
  await writer.stop();
  assert.deepEqual(findOpeners(databaseFiles(file)), []);
});

test('a database that synapse_port_db reads is refused, and so is one whose copy it reads', async (t) => {
  const writer = await startWriter(t, { mode: 'WAL', pause: 60, checkpoint: 1000 });
  await writer.stop();
  const file = findSqliteFile(writer.path);
  for (const open of [writer.path, `${writer.path}.snapshot`]) {
    const program = `import sys; f = open(sys.argv[1], 'a+'); print('open', flush=True); sys.stdin.read()`;
    const porter = spawn('python3', ['-c', program, open, 'synapse_port_db'], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(porter.stdout, 'data');
    assert.throws(
      () => refusePorted(file),
      (error) => error instanceof PlanError && error.problems[0]?.code === 'SQLITE_PORTED',
    );
    const ended = once(porter, 'exit');
    porter.stdin.end();
    await ended;
    refusePorted(file);
  }
});
