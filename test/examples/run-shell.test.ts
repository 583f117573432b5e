import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from 'pg';
import { recipeText } from './recipe-files.ts';
import { createRecipeWorld, nothingHappened, outage } from './recipe-world.ts';

test('shell: decisions are asked for, the plan is approved, and the cutover goes through; a second one has nothing to do', async (t) => {
  const world = await createRecipeWorld(t);
  const plan = join(world.repository, 'migration/plan.yaml');
  const run = (script: string, env = {}) => world.exec(['bash', '-c', recipeText(`shell/${script}`), script], env);
  const open = await run('plan.sh');
  assert.equal(open.exitCode, 11, open.stderr);
  assert.match(readFileSync(join(world.repository, 'migration/decisions.new.yaml'), 'utf8'), /finding: /);
  await world.accept();
  const decided = await run('plan.sh');
  assert.equal(decided.exitCode, 0, decided.stdout + decided.stderr);
  assert.match(decided.stdout, /approve migration\/plan\.yaml/);

  // Nobody approved it, so nothing is stopped.
  assert.equal((await run('cutover.sh')).exitCode, 13);
  assert.deepEqual(world.calls(), []);
  await world.approve(plan);

  // Synapse is still connected: it starts again, as it was.
  const synapse = new Client({ connectionString: world.pair.synapse.uri });
  await synapse.connect();
  assert.equal((await run('cutover.sh')).exitCode, 14);
  assert.deepEqual(world.calls(), nothingHappened);
  await synapse.end();

  // The first time the second half is missing, which the second time makes up for.
  const done = await run('cutover.sh', { STUB_FAIL: '--phase cutover', STUB_CODE: '17' });
  assert.equal(done.exitCode, 0, done.stdout + done.stderr);
  assert.deepEqual(world.calls(), outage);
  assert.equal(await world.state(plan), 'verified');
  const again = await run('cutover.sh');
  assert.deepEqual([again.exitCode, again.stdout], [0, 'Done already.\n']);
  assert.deepEqual(world.calls(), []);
});

test('shell: what cannot be verified is rolled back, and Synapse starts again', async (t) => {
  const world = await createRecipeWorld(t);
  const plan = join(world.repository, 'migration/plan.yaml');
  await world.accept();
  await world.exec(['bash', '-c', recipeText('shell/plan.sh'), 'plan.sh']);
  await world.approve(plan);
  const env = { STUB_FAIL: 'verify', STUB_CODE: '18' };
  const { exitCode, stdout, stderr } = await world.exec(
    ['bash', '-c', recipeText('shell/cutover.sh'), 'cutover.sh'],
    env,
  );
  assert.equal(exitCode, 18, stdout + stderr);
  assert.deepEqual(world.calls(), nothingHappened);
  assert.equal(await world.state(plan), 'rolled-back');
});
