import assert from 'node:assert/strict';
import { test } from 'node:test';
import { masConfigSteps, prepareSteps } from '../../../src/compile/operator/prepare-steps.ts';
import type { AssertStep, Step } from '../../../src/plan/types.gen.ts';
import { factsOf } from './operator-facts.ts';

const guard: AssertStep = {
  id: 'assert/providers',
  phase: 'prepare',
  kind: 'assert',
  title: '',
  reason: '',
  database: 'mas',
  sql: 'SELECT',
  remedy: '',
};

test('MAS checks its configuration, then writes its providers, which the guard sees', () => {
  const steps = masConfigSteps(factsOf('', '', { providersGuard: guard }));
  assert.deepEqual(
    steps.map((step) => [step.id, step.phase, 'guard' in step ? step.guard : undefined]),
    [
      ['operator/mas-config-check', 'prepare', undefined],
      ['operator/mas-config-sync', 'prepare', 'assert/providers'],
      ['assert/providers', 'prepare', undefined],
    ],
  );
  const config = "--config /etc/mas/config.yaml --config '/etc/mas/bob'\\''s secrets.yaml'";
  assert.deepEqual(commands(steps[0]), [`mas-cli ${config} config check`]);
  assert.deepEqual(commands(steps[1]), [`mas-cli ${config} config sync --dry-run`, `mas-cli ${config} config sync`]);
});

test('without providers with users there is nothing to sync', () => {
  assert.deepEqual(
    masConfigSteps(factsOf()).map(({ id }) => id),
    ['operator/mas-config-check'],
  );
});

test('each registration file of a bridge is named, whatever it is called', () => {
  const steps = prepareSteps(
    factsOf(`app_service_config_files: [/etc/as/irc.yaml, "/etc/as/bob's bridge.yaml", -x.yaml, /etc/as/irc.yaml]\n`),
  );
  assert.deepEqual(
    steps.map(({ id }) => id),
    ['operator/backup', 'operator/bridges'],
  );
  assert.deepEqual(commands(steps[1]), [
    'grep -Hn io.element.msc4190 /etc/as/irc.yaml',
    "grep -Hn io.element.msc4190 '/etc/as/bob'\\''s bridge.yaml'",
    'grep -Hn io.element.msc4190 ./-x.yaml',
  ]);
  const { instructions, phase } = steps[1] ?? assert.fail();
  assert.equal(phase, 'prepare');
  assert.match(instructions, /io\.element\.msc4190: true/);
  assert.match(instructions, /Do not reset its device/);
});

for (const files of ['', 'app_service_config_files:\n', 'app_service_config_files: []\n']) {
  test(`no step for bridges with ${JSON.stringify(files)}`, () => {
    assert.deepEqual(
      prepareSteps(factsOf(files)).map(({ id }) => id),
      ['operator/backup'],
    );
  });
}

function commands(step: Step | undefined): readonly string[] {
  if (step?.kind !== 'operator') return [];
  return step.instructions.split('\n').filter((line) => !line.startsWith('#'));
}
