import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { recipeYaml } from './recipe-files.ts';
import { createRecipeWorld } from './recipe-world.ts';

test('Kubernetes: each container of the Jobs does its part, on copies of what the Secrets hold', async (t) => {
  const world = await createRecipeWorld(t);
  const [, planJob, applyJob] = recipeYaml('kubernetes/jobs.yaml') as readonly [unknown, Job, Job];
  const volume = join(world.cwd, 'volume');
  const secrets = join(world.cwd, 'secrets');
  for (const folder of [volume, join(secrets, 'synapse'), join(secrets, 'mas')]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(secrets, 'synapse/homeserver.yaml'), readFileSync(join(world.cwd, 'homeserver.yaml')));
  writeFileSync(join(secrets, 'mas/config.yaml'), readFileSync(join(world.cwd, 'mas.yaml')));
  const inVolumes = (text: string): string =>
    text
      .replaceAll(/\/migration(?=[/"\s]|$)/g, volume)
      .replaceAll('/secrets/', `${secrets}/`)
      .replaceAll('/decisions/', `${join(world.repository, 'migration')}/`);
  const run = ({ command, args }: Container) => world.exec([...command, ...args].map(inVolumes));
  const containers = ({ spec }: Job): readonly Container[] => [
    ...spec.template.spec.initContainers,
    ...spec.template.spec.containers,
  ];
  const [fetch, planContainer] = containers(planJob);
  assert.ok(fetch && planContainer);
  assert.equal((await run(fetch)).exitCode, 0);
  assert.equal((await run(planContainer)).exitCode, 11);
  await world.accept();
  const planned = await run(planContainer);
  assert.equal(planned.exitCode, 0, planned.stdout + planned.stderr);
  const plan = join(volume, 'plan.yaml');
  await world.approve(plan);
  // The second time as a chart may do it: nothing is to be done.
  for (const container of [...containers(applyJob), ...containers(applyJob)]) {
    const { exitCode, stdout, stderr } = await run(container);
    assert.equal(exitCode, 0, `${container.name}\n${stdout}\n${stderr}`);
  }
  assert.equal(await world.state(plan), 'verified');
  assert.match(
    readFileSync(join(volume, 'synapse/homeserver.yaml'), 'utf8'),
    /secret_path: "?\/config\/mas-shared-secret/,
  );
});

interface Container {
  readonly name: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
}

interface Job {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly initContainers: readonly Container[]; readonly containers: readonly Container[] };
    };
  };
}
