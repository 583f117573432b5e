import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { recipeText } from './recipe-files.ts';
import { createRecipeWorld, nothingHappened, outage } from './recipe-world.ts';

test('GitHub: the plan is commented, the approved one is applied', async (t) => {
  const world = await createRecipeWorld(t);
  const step = (file: string, name: string, env: Readonly<Record<string, string>> = {}) =>
    world.exec(['bash', '-e', '-c', githubStep(file, name)], env);
  const planned = await step('plan', 'Plan');
  assert.equal(planned.exitCode, 0, planned.stderr);
  const [, code = ''] = /code=(\d+)/.exec(readFileSync(join(world.cwd, 'tmp/output'), 'utf8')) ?? [];
  assert.equal(code, '11');
  assert.equal((await step('plan', 'Errors and open warnings hold the pull request up', { CODE: code })).exitCode, 11);
  await world.accept();
  assert.equal((await step('plan', 'Plan')).exitCode, 0);
  const reported = await step('plan', 'Report', { GH_TOKEN: 'x', PULL_REQUEST: '7' });
  assert.equal(reported.exitCode, 0, reported.stderr);
  assert.deepEqual(world.calls(), [
    `gh pr comment 7 --repo example/matrix --body-file ${join(world.cwd, 'tmp/plan.md')}`,
  ]);
  assert.ok(readFileSync(join(world.cwd, 'tmp/plan.md')).length <= 65_536);
  JSON.parse(readFileSync(join(world.cwd, 'tmp/findings.sarif'), 'utf8'));

  const plan = join(world.repository, 'migration/plan.yaml');
  writeFileSync(plan, readFileSync(join(world.cwd, 'tmp/plan.yaml')));
  const env = { PLAN_ID: await world.approve(plan) };
  for (const name of ['Prepare', 'Rehearse', 'Cut over', 'Where things stand']) {
    const { exitCode, stdout, stderr } = await step('apply', name, env);
    assert.equal(exitCode, 0, `${name}\n${stdout}\n${stderr}`);
  }
  assert.deepEqual(world.calls(), [...nothingHappened, ...outage]);
  assert.match(readFileSync(join(world.cwd, 'tmp/summary'), 'utf8'), /State: verified/);
  assert.ok(existsSync(join(world.cwd, 'tmp/migration.tar')));
});

function githubStep(file: string, name: string): string {
  const { jobs } = parse(recipeText(`github/${file}.yml`)) as {
    readonly jobs: Readonly<
      Record<string, { readonly steps: readonly { readonly name?: string; readonly run?: string }[] }>
    >;
  };
  const run = Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .find((step) => step.name === name)?.run;
  assert.ok(run, name);
  return run;
}

test('GitLab: the plan is an artefact, the approved one is applied', async (t) => {
  const world = await createRecipeWorld(t);
  const pipeline = parse(recipeText('gitlab/.gitlab-ci.yml')) as Readonly<
    Record<string, { readonly script: readonly string[] }>
  >;
  const job = (name: string) =>
    world.exec(['bash', '-eo', 'pipefail', '-c', pipeline[name]?.script.join('\n') ?? 'exit 99']);
  assert.equal((await job('plan')).exitCode, 11);
  await world.accept();
  const planned = await job('plan');
  assert.equal(planned.exitCode, 0, planned.stderr);
  assert.match(readFileSync(join(world.repository, 'findings.xml'), 'utf8'), /<testsuite/);
  const plan = join(world.repository, 'migration/plan.yaml');
  writeFileSync(plan, readFileSync(join(world.repository, 'plan.yaml')));
  await world.approve(plan);
  for (const name of ['prepare', 'cutover']) {
    const { exitCode, stdout, stderr } = await job(name);
    assert.equal(exitCode, 0, `${name}\n${stdout}\n${stderr}`);
  }
  assert.deepEqual(world.calls(), outage);
  assert.equal(await world.state(plan), 'verified');
});
