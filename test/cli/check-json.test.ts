import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schemaErrorsOf } from '../support/json-schemas.ts';
import { createExample, inputs } from './example.ts';
import { runInProcess } from './run-in-process.ts';

test('check --format json prints what its schema says', async (t) => {
  const { cwd } = await createExample(t, { users: 24, isGenerated: true });
  const { exitCode, stdout } = await runInProcess(['check', ...inputs, '--format', 'json'], { cwd });
  assert.equal(exitCode, 11);
  assert.deepEqual(schemaErrorsOf('findings', JSON.parse(stdout)), []);
});
