import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { databaseDigest } from '../../src/cli/demo/database-digest.ts';
import { syncProviders } from '../../src/cli/demo/sync-providers.ts';
import { createExample, inputs } from '../cli/example.ts';
import { runInProcess } from '../cli/run-in-process.ts';

const program = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

// What the shell allows a file to grow to stands for the room that is left: it works for every user on every file system, and the
// program meets it as it meets a full disk, in the middle of a write.
test('where the disk takes no more: exit 3, nothing changed, nothing left behind, and the next run goes through', async (t) => {
  const { cwd, pair } = await createExample(t, { users: 24 });
  const homeserver = join(cwd, 'homeserver.yaml');
  appendFileSync(homeserver, '# a long comment\n'.repeat(20_000));
  const planned = await runInProcess(['plan', ...inputs, '--out', 'plan.yaml'], { cwd });
  const [planId = ''] = /sha256:[0-9a-f]{64}/.exec(planned.stdout) ?? [];
  await Promise.all([pair.synapse.disconnect(), pair.mas.disconnect()]);
  const mas = new Client({ connectionString: pair.mas.superuserUri });
  await mas.connect();
  await syncProviders(mas, join(cwd, 'mas.yaml'));
  const world = async (client: Client) => ({
    mas: await databaseDigest(client),
    files: readdirSync(cwd, { recursive: true, encoding: 'utf8' }).filter(
      (name) => !/\.receipt-|\.audit\.jsonl$/.test(name),
    ),
    homeserver: readFileSync(homeserver, 'utf8'),
    mode: statSync(homeserver).mode,
  });
  const before = await world(mas);
  await mas.end();
  const apply = ['apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test'];
  const { status, stderr } = spawnSync(
    'sh',
    // In blocks of 512 bytes: less than homeserver.yaml, more than a receipt.
    ['-c', 'ulimit -f 400 && exec "$@"', 'sh', process.execPath, program, ...apply],
    { cwd, encoding: 'utf8', env: { PATH: process.env.PATH } },
  );
  assert.equal(status, 3, stderr);
  assert.match(stderr, /error FILE_UNWRITABLE: \S+homeserver\.yaml cannot be written \(EFBIG\)/);
  assert.match(stderr, /remedy/);
  const again = new Client({ connectionString: pair.mas.superuserUri });
  await again.connect();
  assert.deepEqual(await world(again), before);
  await again.end();
  const applied = await runInProcess(apply, { cwd });
  assert.equal(applied.exitCode, 0, applied.stderr);
  assert.equal((await runInProcess(['verify', 'plan.yaml'], { cwd })).exitCode, 0);
  assert.equal(statSync(homeserver).mode, before.mode);
});
