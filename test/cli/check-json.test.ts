import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { packageRoot } from '../../src/support/package-root.ts';
import { createExample, inputs } from './example.ts';
import { runInProcess } from './run-in-process.ts';

test('check --format json prints what its schema says', async (t) => {
  const { cwd } = await createExample(t, { users: 24, isGenerated: true });
  const { exitCode, stdout } = await runInProcess(['check', ...inputs, '--format', 'json'], { cwd });
  assert.equal(exitCode, 11);
  const [plan, findings] = ['plan', 'findings'].map((name) =>
    JSON.parse(readFileSync(join(packageRoot(), 'plan-schema', `${name}.schema.json`), 'utf8')),
  );
  const validate = new Ajv2020({ allErrors: true, schemas: [plan] }).compile(findings);
  assert.ok(validate(JSON.parse(stdout)), JSON.stringify(validate.errors));
});
