import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepId } from '../../src/compile/step-id.ts';

test('names that differ in case or odd characters only get ids of their own, which the schema takes', () => {
  const taken = new Set<string>();
  const ids = ['One Mail', 'one-mail', 'ONE/MAIL', ''].map((name) => {
    const id = stepId('assert', name, taken);
    taken.add(id);
    return id;
  });
  assert.deepEqual(ids, ['assert/one-mail', 'assert/one-mail-2', 'assert/one-mail-3', 'assert/assert']);
  for (const id of ids) assert.match(id, /^[a-z]+(\/[a-z0-9_.-]+)+$/);
});
