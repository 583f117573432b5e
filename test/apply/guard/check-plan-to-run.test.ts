import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPlanToRun } from '../../../src/apply/guard/check-plan-to-run.ts';
import type { FileStep, Finding, OperatorStep, Step } from '../../../src/plan/types.gen.ts';
import { sha256 } from '../../../src/support/digest.ts';
import { codesOf } from '../problems.ts';
import { assertStep, common, copyStep, type SmallPlanParts, smallPlan, sqlStep } from '../small-plan.ts';

const finding: Finding = { id: 'data/orphan-rows', severity: 'error', what: '', where: [], why: '', remedy: '' };

test('a plan of known steps may run', async () => {
  await checkPlanToRun(
    smallPlan({
      steps: [
        sqlStep('lock', 'LOCK TABLE users, compat_sessions IN ACCESS EXCLUSIVE MODE NOWAIT;'),
        sqlStep('clear', 'TRUNCATE users, compat_sessions;'),
        copyStep(),
        sqlStep('analyze', 'ANALYZE users;'),
      ],
      more: { verification: [{ id: 'verify/users', title: 'users', step: 'copy/users' }] },
    }),
  );
});

test('files of prepare stand before what people do with them, and may run', async () => {
  const secret = { ...common('secret/client'), kind: 'secret', path: '/etc/mas/client', mode: '0600' } as const;
  await checkPlanToRun(
    smallPlan({
      steps: [
        { ...secret, phase: 'prepare', from: { file: '/etc/mas/config.yaml', key: 'matrix.secret' } },
        { ...madeFile, phase: 'prepare' },
        { ...operator, guard: 'assert/it' },
        { ...assertStep('SELECT username, username, username FROM users', 'mas'), phase: 'prepare' },
        copyStep(),
      ],
      masConfig: '/etc/mas/config.yaml',
    }),
  );
});

test('a plan with an error that nobody accepted does not run', async () => {
  assert.deepEqual(await codesOf(checkPlanToRun(smallPlan({ more: { errored: true } }))), ['PLAN_ERRORED']);
});

test('that holds too when only the finding says so', async () => {
  assert.deepEqual(await codesOf(checkPlanToRun(smallPlan({ more: { findings: [finding] } }))), ['PLAN_ERRORED']);
  const acceptance = { by: 'a', reason: 'b', upTo: 1 };
  await checkPlanToRun(smallPlan({ more: { findings: [{ ...finding, acceptance }] } }));
});

test('problems of every kind are told together', async () => {
  const steps = [assertStep('SELECT pg_sleep(1)'), assertStep('SELEC')];
  assert.deepEqual(await codesOf(checkPlanToRun(smallPlan({ steps, more: { errored: true } }))), [
    'PLAN_ERRORED',
    'PLAN_STEP assert/it',
    'PLAN_SQL assert/it',
    'PLAN_SQL assert/it',
  ]);
});

const operator: OperatorStep = { ...common('operator/sync'), phase: 'prepare', kind: 'operator', instructions: '' };
const madeFile: FileStep = {
  ...common('file/client.json'),
  kind: 'file',
  path: '/var/www/client.json',
  after: sha256('{}'),
  mode: '0644',
  content: '{}',
  diff: '',
};
const restore: Step = sqlStep('restore', 'ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (user_id)');

const refused: readonly (readonly [string, SmallPlanParts, readonly string[]])[] = [
  ['a phase out of order', { steps: [copyStep(), { ...operator }] }, ['PLAN_STEP operator/sync']],
  [
    'a file of prepare after the outage has begun',
    { steps: [copyStep(), { ...madeFile, phase: 'prepare' }] },
    ['PLAN_STEP file/client.json'],
  ],
  ['a file once everything runs again', { steps: [{ ...madeFile, phase: 'finish' }] }, ['PLAN_STEP file/client.json']],
  ['a copy after the indexes are built', { steps: [restore, copyStep()] }, ['PLAN_SQL sql/restore']],
  ['a copy while Synapse runs', { steps: [copyStep({ phase: 'prepare' })] }, ['PLAN_STEP copy/users']],
  [
    'a guard that is no assert',
    { steps: [{ ...operator, guard: 'copy/users' }, copyStep()] },
    ['PLAN_STEP operator/sync'],
  ],
  ['a guard that is nowhere', { steps: [{ ...operator, guard: 'assert/none' }] }, ['PLAN_STEP operator/sync']],
  [
    'a verification of nothing',
    { more: { verification: [{ id: 'verify/a', title: '', step: 'copy/none' }] } },
    ['PLAN_STEP verify/a'],
  ],
  ['a table of MAS that is none of ours', { steps: [copyStep({ table: 'upstream_oauth_providers' })] }, copyOf(4)],
  ['a column that MAS does not have', { steps: [copyStep({ columns: ['user_id', 'nothing'] })] }, copyOf(1)],
  ['a column twice', { steps: [copyStep({ columns: ['user_id', 'user_id'] })] }, copyOf(1)],
  ['a key that is not copied', { steps: [copyStep({ columns: ['username'] })] }, copyOf(1)],
  ['a table twice', { steps: [copyStep(), copyStep({ id: 'copy/again' })] }, ['PLAN_STEP copy/again']],
  [
    'a table that is emptied before anything is asserted',
    { undo: [{ id: 'undo/empty', kind: 'sql', title: '', sql: 'TRUNCATE users' }] },
    ['PLAN_STEP undo/empty'],
  ],
];

for (const [what, parts, expected] of refused) {
  test(`refused: ${what}`, async () => {
    assert.deepEqual(await codesOf(checkPlanToRun(smallPlan(parts))), expected);
  });
}

test('a catalog that was edited does not fit its fingerprint', async () => {
  const plan = smallPlan();
  const target = { ...plan.target, database: { ...plan.target.database, catalog: 'users.user_id uuid\n' } };
  assert.deepEqual(await codesOf(checkPlanToRun({ ...plan, target })), [
    'PLAN_STEP target.database.fingerprint',
    'PLAN_STEP target.mustBeEmpty',
  ]);
});

function copyOf(count: number): readonly string[] {
  return Array.from({ length: count }, () => 'PLAN_STEP copy/users');
}
