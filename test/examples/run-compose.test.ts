import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { recipeText, recipeYaml } from './recipe-files.ts';
import { createRecipeWorld } from './recipe-world.ts';

test('docker compose, then systemd: the services in their order', async (t) => {
  const world = await createRecipeWorld(t);
  const [{ services }] = recipeYaml('compose/compose.yaml') as readonly [
    {
      readonly services: Readonly<
        Record<string, { readonly command?: readonly string[]; readonly entrypoint?: readonly string[] }>
      >;
    },
  ];
  const migration = join(world.repository, 'migration');
  const plan = join(migration, 'plan.yaml');
  const run = async (name: string, ...more: readonly string[]): Promise<number> => {
    const service = services[name];
    const words = [...(service?.entrypoint ?? []), ...(more.length > 0 ? more : (service?.command ?? []))];
    const { exitCode } = await world.exec(words.map((word) => word.replace(/(^|=)\/migration\//, `$1${migration}/`)));
    return exitCode;
  };
  assert.equal(await run('plan'), 11);
  await world.accept();
  assert.equal(await run('plan'), 0);
  assert.equal(await run('show'), 0);
  await world.approve(plan);
  assert.equal(await run('prepare'), 0);
  assert.equal(await run('mas-cli', 'config', 'sync'), 0);
  assert.equal(await run('rehearse'), 0);
  assert.equal(await run('cutover'), 0);
  assert.equal(await run('verify'), 0);
  assert.equal(await run('status'), 0);
  assert.equal(await run('rollback'), 0);
  // An approval works once.
  assert.equal(await run('cutover'), 13);
  rmSync(`${plan}.ada@example.org.approval.json`);
  await world.approve(plan);
  assert.equal(await run('prepare'), 0);
  const starts = [...recipeText('compose/syn2mas-plan-cutover.service').matchAll(/^ExecStart=(.*)$/gm)].map(
    ([, line = '']) => line,
  );
  assert.equal(starts.length, 2);
  for (const line of starts) {
    const { exitCode, stderr } = await world.exec(['sh', '-c', `cd migration && ${line}`]);
    assert.equal(exitCode, 0, stderr);
  }
  assert.equal(await world.state(plan), 'verified');
});
