import assert from 'node:assert/strict';
import { test } from 'node:test';
import { masConfigSteps, prepareSteps } from '../../../src/compile/operator/prepare-steps.ts';
import type { Appservice, AssertStep, Step } from '../../../src/plan/types.gen.ts';
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

const service = (change: Partial<Appservice>): Appservice => ({
  file: '/etc/as/irc.yaml',
  id: 'irc',
  users: 3,
  deactivated: 0,
  devices: 0,
  msc4190: 'off',
  verdict: 'not',
  why: 'It does not encrypt.',
  change: [],
  ...change,
});

test('what breaks is named with why and what to change; what nobody could read is looked for', () => {
  const steps = prepareSteps(
    factsOf('', '', {
      appservices: [
        service({}),
        service({ id: 'signal', verdict: 'at-once', why: 'It logs in\nrm -rf /', change: ['Set a.', 'Set b.'] }),
        service({ file: "/etc/as/bob's bridge.yaml", verdict: 'unknown', why: 'It could not be read.' }),
        service({ file: '-x.yaml', verdict: 'unknown', why: 'It could not be read.' }),
      ],
    }),
  );
  assert.deepEqual(
    steps.map(({ id, phase }) => [id, phase]),
    [
      ['operator/backup', 'prepare'],
      ['operator/bridges', 'prepare'],
      ['operator/tell-administrators', 'prepare'],
      ['operator/tell-users', 'prepare'],
    ],
  );
  assert.deepEqual(commands(steps[1]), [
    "grep -Hn io.element.msc4190 '/etc/as/bob'\\''s bridge.yaml'",
    'grep -Hn io.element.msc4190 ./-x.yaml',
  ]);
  const { instructions } = steps[1] ?? assert.fail();
  assert.match(
    instructions,
    /^# signal \(\/etc\/as\/irc.yaml\): breaks at once. It logs in rm -rf \/\n# - Set a\.\n# - Set b\.$/m,
  );
  assert.match(instructions, /^# Nothing to change: irc \(\/etc\/as\/irc\.yaml\)\.$/m);
  assert.match(instructions, /Do not reset the device/);
});

test('no step for bridges where no application service is registered', () => {
  assert.deepEqual(
    prepareSteps(factsOf()).map(({ id }) => id),
    ['operator/backup', 'operator/tell-administrators', 'operator/tell-users'],
  );
});

function commands(step: Step | undefined): readonly string[] {
  if (step?.kind !== 'operator') return [];
  return step.instructions.split('\n').filter((line) => !line.startsWith('#'));
}
