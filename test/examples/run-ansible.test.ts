import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { recipeText } from './recipe-files.ts';
import { createRecipeWorld, type RecipeWorld } from './recipe-world.ts';

test('Ansible: the tasks of both playbooks in their order', async (t) => {
  const world = await createRecipeWorld(t);
  const folder = join(world.repository, 'migration');
  const failed = await play(world, 'plan', { folder });
  assert.deepEqual(failed, ['Somebody has to mend or decide something first']);
  await world.accept();
  assert.deepEqual(await play(world, 'plan', { folder }), []);
  assert.ok(existsSync(join(folder, 'plan.html')));
  await world.approve(join(folder, 'plan.yaml'));
  assert.deepEqual(await play(world, 'cutover', { folder }), []);
  assert.deepEqual(world.calls(), [
    'systemctl stopped mas',
    'systemctl stopped matrix-synapse',
    'systemctl started mas',
    'systemctl started matrix-synapse',
  ]);
  assert.equal(await world.state(join(folder, 'plan.yaml')), 'verified');
  assert.deepEqual(await play(world, 'cutover', { folder, STUB_FAIL: '--phase cutover', STUB_CODE: '14' }), [
    'Stop here when it failed',
  ]);
  assert.deepEqual(world.calls().at(-1), 'systemctl started matrix-synapse');
});

type Values = Readonly<Record<string, unknown>>;
type Task = Values & { readonly name: string; readonly register?: string; readonly loop?: readonly string[] };

/** Does what Ansible would do with the tasks that the playbooks have; returns the names of those that failed. */
async function play(
  world: RecipeWorld,
  name: string,
  given: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const [{ vars, tasks }] = parse(recipeText(`ansible/${name}.yml`)) as readonly [
    { readonly vars: Values; readonly tasks: readonly Task[] },
  ];
  const values: Record<string, unknown> = { ...vars, ...given };
  const fill = (text: string): string =>
    text.replaceAll(/\{\{ (\w+) \}\}/g, (_, key: string) => fill(String(values[key])));
  for (const task of tasks) {
    if (!isTrue(String(task.when ?? 'true'), values)) continue;
    const command = task['ansible.builtin.command'] as { readonly argv: readonly string[] | string } | undefined;
    const service = task['ansible.builtin.systemd_service'] as
      | { readonly state: string; readonly name: string }
      | undefined;
    if (command !== undefined) {
      const argv = typeof command.argv === 'string' ? listOf(command.argv, values) : command.argv;
      const env = { STUB_FAIL: given.STUB_FAIL ?? 'nothing at all', STUB_CODE: given.STUB_CODE ?? '0' };
      const run = () => world.exec(argv.map(fill), env);
      let answer = await run();
      if (task.until !== undefined && answer.exitCode === 17) answer = await run();
      if (task.register) values[task.register] = answer.exitCode;
      const rule = String(task.failed_when ?? 'RC != 0').replace(/\w+\.rc/, String(answer.exitCode));
      if (isTrue(rule.replace('RC', String(answer.exitCode)), values)) return [task.name];
    } else if (service !== undefined) {
      for (const item of task.loop ?? [service.name])
        await world.exec(['systemctl', service.state, service.name.replace('{{ item }}', item)]);
    } else if ('ansible.builtin.fail' in task) return [task.name];
    else
      assert.ok(
        ['file', 'copy', 'fetch'].some((module) => `ansible.builtin.${module}` in task),
        task.name,
      );
  }
  return [];
}

/** `x.rc != 0`, `x.rc not in [1, 2]`, `true`. */
function isTrue(rule: string, values: Values): boolean {
  if (rule === 'true' || rule === 'false') return rule === 'true';
  const [, left = '', operator, right = ''] = /^(\S+) (==|!=|in|not in) (.+)$/.exec(rule) ?? [];
  const value = /^\d+$/.test(left) ? Number(left) : values[left.replace('.rc', '')];
  assert.equal(typeof value, 'number', rule);
  const codes = JSON.parse(right.startsWith('[') ? right : `[${right}]`) as readonly unknown[];
  return codes.includes(value) === (operator === '==' || operator === 'in');
}

/** `{{ list + ['a', 'b'] }}` */
function listOf(expression: string, values: Values): readonly string[] {
  const [, name = '', more = '[]'] = /^\{\{ (\w+) \+ (\[.*\]) \}\}$/.exec(expression) ?? [];
  return [...(values[name] as readonly string[]), ...(JSON.parse(more.replaceAll("'", '"')) as readonly string[])];
}
