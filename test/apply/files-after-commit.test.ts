import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PlanError } from '../../src/support/errors.ts';
import { filesOf, onStep, planExample, problemsOf, receiptsIn } from './planned-example.ts';

test('a file that somebody changes during apply is left alone, and said to be incomplete', async (t) => {
  const example = await planExample(t);
  const homeserver = join(example.cwd, 'homeserver.yaml');
  const planned = readFileSync(homeserver);
  const { log } = onStep('sql/analyze', () => writeFileSync(homeserver, 'edited: true\n'));
  const failure = await example.apply({ log }).catch((error: unknown) => error);
  assert.ok(failure instanceof PlanError);
  assert.deepEqual([failure.exitCode, failure.problems[0]?.code], [17, 'FILES_INCOMPLETE']);
  assert.equal(failure.problems[0]?.place?.file, homeserver);
  assert.equal(readFileSync(homeserver, 'utf8'), 'edited: true\n');
  const [receipt] = receiptsIn(example.cwd);
  assert.deepEqual([receipt?.outcome, receipt?.code], ['failed', 'FILES_INCOMPLETE']);
  assert.ok(receipt?.transactionId);
  assert.ok(!filesOf(receipt).includes(homeserver));

  const status = await example.status();
  assert.equal(status.state, 'interrupted');
  assert.equal(status.files.find(({ path }) => path === homeserver)?.state, 'other');
  assert.equal((await problemsOf(example.apply()))[0]?.code, 'FILES_INCOMPLETE');

  writeFileSync(homeserver, planned);
  const { receipt: last } = await example.apply();
  assert.equal(last.outcome, 'already-applied');
  assert.ok(filesOf(last).includes(homeserver));
  assert.equal((await example.status()).state, 'applied');
  await example.verify();
});
