import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readPlan } from '../../src/plan/read-plan.ts';
import { expectedSeconds } from '../../src/render/view/expected-seconds.ts';
import { sha256 } from '../../src/support/digest.ts';
import { planExample } from '../apply/planned-example.ts';
import { problemsIn, runInProcess } from './run-in-process.ts';

const inputs = ['--synapse-config', 'homeserver.yaml', '--mas-config', 'mas.yaml'];

test('a plan takes its estimate from a rehearsal, says where it was measured, and the reports and diff show it', async (t) => {
  const example = await planExample(t);
  const { cwd } = example;
  const { receipt, receiptPath } = await example.apply({ rehearse: true });
  assert.ok(receiptPath);
  writeFileSync(join(cwd, 'old.yaml'), example.planBytes);
  const args = ['plan', ...inputs, '--rehearsal', receiptPath, '--out', 'new.yaml', '--created-by', 'ada'];
  const planned = await runInProcess(args, { cwd });
  assert.ok([0, 11].includes(planned.exitCode), planned.stderr);
  const { plan } = readPlan(readFileSync(join(cwd, 'new.yaml')));
  const { estimate } = plan.summary;
  assert.deepEqual(
    [estimate?.measured.receipt, estimate?.measured.planId, estimate?.measured.at, estimate?.measured.by],
    [sha256(readFileSync(receiptPath)), example.planId, receipt.startedAt, 'grace'],
  );
  assert.deepEqual(
    estimate?.measured.databases.map(({ database, copy }) => [database, copy]),
    [
      ['synapse', false],
      ['mas', false],
    ],
  );
  const ids = plan.steps.flatMap((step) => (step.kind === 'copy' || step.kind === 'sql' ? [step.id] : []));
  assert.deepEqual(
    estimate?.parts.map(({ step }) => step),
    ['checks', ...ids],
  );
  assert.deepEqual([...expectedSeconds(plan).keys()], ['checks', ...ids]);

  const shown = await runInProcess(['show', 'new.yaml', '--no-receipts'], { cwd });
  assert.match(shown.stdout, new RegExp(`by a rehearsal of ${receipt.startedAt}`));
  assert.match(shown.stdout.replaceAll(/\s+/g, ' '), /Measured by grace at .* on the database of Synapse \(synapse_/);
  const diff = await runInProcess(['diff', 'old.yaml', 'new.yaml'], { cwd });
  assert.match(diff.stdout, /What was measured in a rehearsal/);
});

test('what is no receipt of a rehearsal that went to its end gives no estimate', async (t) => {
  const example = await planExample(t);
  const { cwd } = example;
  const other = join(cwd, 'other.json');
  const refused = async (): Promise<readonly (string | undefined)[]> => {
    const args = ['--log-format', 'json', 'plan', ...inputs, '--rehearsal', 'other.json', '--out', 'new.yaml'];
    const answer = await runInProcess(args, { cwd });
    const [problem] = problemsIn(answer);
    assert.equal(answer.exitCode, 3);
    return [problem?.code, problem?.place?.file];
  };
  assert.deepEqual(await refused(), ['FILE_UNREADABLE', other]);
  writeFileSync(other, '{}');
  assert.deepEqual(await refused(), ['USAGE', other]);
  const { receipt } = await example.apply({ rehearse: true });
  writeFileSync(other, JSON.stringify({ ...receipt, outcome: 'failed', code: 'APPLY_FAILED' }));
  assert.deepEqual(await refused(), ['USAGE', other]);
});
