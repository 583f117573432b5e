import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { prepareExample } from '../apply/prepared-example.ts';
import { runInProcess } from './run-in-process.ts';

test('apply --phase, status and rollback lead through both phases by what they print', async (t) => {
  const example = await prepareExample(t);
  const { cwd, planId, masYaml } = example;
  writeFileSync(join(cwd, 'plan.yaml'), example.planBytes);
  const run = (...args: readonly string[]) => runInProcess(args, { cwd });
  const apply = ['apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test'];

  const prepared = await run(...apply, '--phase', 'prepare');
  assert.equal(prepared.exitCode, 0);
  assert.match(prepared.stdout, /^Prepared: every file of the phase prepare is in place/);
  assert.ok(prepared.stdout.includes(`File:        ${masYaml}\n`));
  const next = 'syn2mas-plan apply plan.yaml --allowed-signers FILE --phase cutover';
  // The right that was given stands in the commands that come next; status cannot know it.
  const right = `--plan-id ${planId} --unapproved 'a test'`;
  assert.ok(prepared.stdout.includes(`${next.replace('--allowed-signers FILE', right)}\n`));

  const status = await run('status', 'plan.yaml');
  assert.match(status.stdout, /^State: prepared \(/);
  assert.match(status.stdout, /^ {2}prepare +as the plan makes it +\S*mas\.yaml$/m);
  assert.ok(status.stdout.includes(`Next: ${next}`));

  const early = await run(...apply, '--phase', 'cutover');
  assert.equal(early.exitCode, 14);
  assert.match(early.stderr, /error STALE_TARGET: assert\/providers: [\s\S]*mas-cli config sync/);

  await example.sync();
  const applied = await run(...apply, '--phase', 'cutover');
  assert.equal(applied.exitCode, 0);
  // What people do next, with its commands.
  assert.match(
    applied.stdout,
    /^The steps that come next:$[\s\S]*^ +syn2mas-plan verify plan\.yaml$[\s\S]*^\* +POINT OF NO RETURN/m,
  );
  assert.match(applied.stdout, /^Not checked: operator\/backup, [\s\S]* answers for it\.$/m);
  assert.match(prepared.stdout, /^The steps that come next:$[\s\S]*mas-cli .* config sync$/m);
  const back = await run('rollback', 'plan.yaml');
  assert.match(back.stdout, /^Rolled back: the database of MAS and every file are as they were/);
});

test('apply without a phase stops after prepare with exit code 14, and rollback takes it back', async (t) => {
  const example = await prepareExample(t);
  const { cwd, planId, masYaml } = example;
  writeFileSync(join(cwd, 'plan.yaml'), example.planBytes);
  const stopped = await runInProcess(['apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test'], { cwd });
  assert.deepEqual([stopped.exitCode, stopped.stdout], [14, '']);
  assert.ok(stopped.stderr.includes(masYaml));
  assert.match(stopped.stderr, /error STALE_TARGET: assert\/providers/);
  const back = await runInProcess(['rollback', 'plan.yaml'], { cwd });
  assert.match(back.stdout, /The database of MAS was left alone/);
});

test('only phases that a plan has are known, and nobody rehearses the last one', async (t) => {
  const unknown = await runInProcess(['apply', 'plan.yaml', '--phase', 'begin']);
  assert.deepEqual([unknown.exitCode, /prepare, cutover, finish/.test(unknown.stderr)], [3, true]);
  const example = await prepareExample(t);
  writeFileSync(join(example.cwd, 'plan.yaml'), example.planBytes);
  const { exitCode, stderr } = await runInProcess(
    ['apply', 'plan.yaml', '--plan-id', example.planId, '--rehearse', '--phase', 'finish'],
    { cwd: example.cwd },
  );
  assert.deepEqual([exitCode, /error USAGE: --rehearse is of the phases/.test(stderr)], [3, true]);
});
