import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/support/package-root.ts';
import { temporaryFolder } from '../cli/example.ts';

test('the package is found from any folder of it, and what is missing is named where it is not whole', (t) => {
  const root = temporaryFolder(t);
  const start = join(root, 'dist', 'src', 'support');
  mkdirSync(start, { recursive: true });
  assert.throws(() => packageRoot(start), {
    message: `No folder plan-schema beside or above ${start}: the package is not whole`,
  });
  mkdirSync(join(root, 'plan-schema'));
  assert.equal(packageRoot(start), root);
});
