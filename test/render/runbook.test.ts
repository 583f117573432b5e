import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OperatorStep, Plan } from '../../src/plan/types.gen.ts';
import { renderStepsAfter } from '../../src/render/runbook/render-steps-after.ts';
import { runbookEntries } from '../../src/render/runbook/runbook-entries.ts';
import { examplePlan } from '../support/plan-builder.ts';
import { planId, render } from './rendered.ts';

function person(name: string, phase: OperatorStep['phase'], more: Partial<OperatorStep> = {}): OperatorStep {
  const id = `operator/${name}`;
  return { id, phase, kind: 'operator', title: `Do ${name}`, reason: '', instructions: `do ${name} PLAN`, ...more };
}

function nightPlan(): Plan {
  const { steps } = examplePlan();
  const files = steps.flatMap((step) => (step.kind === 'file' ? [{ ...step, phase: 'prepare' as const }] : []));
  const [file] = files;
  assert.ok(file);
  return examplePlan({
    steps: [
      person('backup', 'prepare'),
      file,
      person('sync', 'prepare', { guard: 'assert/providers' }),
      person('stop', 'cutover', { guard: 'apply/synapse-stopped', who: 'whoever runs Synapse' }),
      person('verify', 'finish', { runs: 'verify' }),
      person('start', 'finish', { pointOfNoReturn: true, expect: 'It answers.', otherwise: 'Stop it.' }),
    ],
  });
}

test('steps for people and the runs of apply stand in one list, in the order of the night', () => {
  const entries = runbookEntries(nightPlan(), planId);
  assert.deepEqual(
    entries.map(({ number, phase, id, commands }) => [number, phase, id ?? commands.join()]),
    [
      [1, 'prepare', 'operator/backup'],
      [2, 'prepare', 'syn2mas-plan apply PLAN --allowed-signers FILE --phase prepare'],
      [3, 'prepare', 'operator/sync'],
      [4, 'cutover', 'operator/stop'],
      [5, 'cutover', `syn2mas-plan apply PLAN --plan-id ${planId} --rehearse`],
      [6, 'cutover', 'syn2mas-plan apply PLAN --allowed-signers FILE --phase cutover'],
      [7, 'finish', 'operator/verify'],
      [8, 'finish', 'operator/start'],
    ],
  );
  const seenBy = new Map(entries.map(({ id, seenBy: who }) => [id, who]));
  assert.equal(seenBy.get('operator/backup'), 'nobody');
  assert.equal(seenBy.get('operator/sync'), 'apply, by assert/providers');
  assert.equal(seenBy.get('operator/stop'), 'apply itself');
});

test('it fits on paper; commands stay whole; the point of no return stands before the step that passes it', () => {
  const long = `long ${'word '.repeat(30)}end`;
  const plan = nightPlan();
  const steps = plan.steps.map((step) =>
    step.id === 'operator/stop' ? { ...step, title: long, instructions: `# ${long}\n${long}` } : step,
  );
  const text = render('runbook', { ...plan, steps } as Plan);
  const tooLong = text.split('\n').filter((line) => line.length > 80);
  assert.deepEqual(
    tooLong.map((line) => line.trim()),
    [long, `syn2mas-plan apply PLAN --plan-id ${planId} --rehearse`],
  );
  assert.ok(text.indexOf('do verify') < text.indexOf('POINT OF NO RETURN'));
  assert.ok(text.indexOf('POINT OF NO RETURN') < text.indexOf('do start'));
  assert.match(text, /look for: {2}It answers\.\n {4}otherwise: Stop it\./);
  assert.match(text, /How long: apply takes about /);
});

test('after a run of apply come the steps that it left to do, with the name of the plan in their commands', () => {
  const after = (outcome: string, probes?: readonly unknown[]) =>
    renderStepsAfter(nightPlan(), planId, { outcome, probes }, 'my plan.yaml');
  const numbers = (text: string) => [...text.matchAll(/^\[ {2}: {2}\] +(\d+)\./gm)].map(([, number]) => Number(number));
  assert.deepEqual(numbers(after('prepared')), [3, 4, 5, 6]);
  assert.deepEqual(numbers(after('applied')), [7, 8]);
  assert.deepEqual(numbers(after('already-applied')), [7, 8]);
  assert.match(after('applied'), /do verify 'my plan\.yaml'/);
  assert.equal(after('already-applied', [{}]), '');
  assert.equal(after('rehearsed'), '');
});

test('the way back beyond the point of no return stands at the end, with what people do before and what becomes of what was done', () => {
  assert.doesNotMatch(render('runbook', nightPlan()), /the way back beyond/);
  const only = 'discard-mas-changes' as const;
  const loss = {
    loss: 'users-registered',
    title: 'Users who registered',
    consequence: `They stay ${'and stay '.repeat(12)}.`,
  };
  const undo = [
    { id: 'undo/dump', kind: 'operator' as const, title: 'Dump', only, instructions: 'pg_dump mas' },
    { id: 'undo/losses-mas', kind: 'count' as const, title: '', database: 'mas' as const, losses: [loss], sql: '' },
  ];
  const text = render('runbook', { ...nightPlan(), undo });
  const order = [
    'the way back beyond',
    'pg_dump mas',
    '--discard-mas-changes',
    'rollback PLAN --discard',
    '- Users who registered: They stay',
  ];
  const places = order.map((words) => text.indexOf(words));
  assert.deepEqual(
    [...places].sort((a, b) => a - b),
    places,
  );
  assert.ok(
    places.every((place) => place > 0),
    places.join(),
  );
  assert.ok(text.indexOf('do start') < (places[0] ?? 0));
});
