import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileStates, readSecretStates } from '../../../src/apply/files/file-states.ts';
import { sha256 } from '../../../src/support/digest.ts';
import { after, before, content, filePlan } from './file-plan.ts';
import { commit, setUp } from './staging.ts';

test('the states say where each file stands', async (t) => {
  const folder = setUp(t);
  const states = async () => (await readFileStates(filePlan(folder))).map(({ state, found }) => [state, found]);
  assert.deepEqual(await states(), [
    ['before', sha256(before)],
    ['before', 'missing'],
  ]);
  assert.deepEqual(
    (await readSecretStates(filePlan(folder))).map(({ state }) => state),
    ['missing'],
  );
  await commit(folder);
  assert.deepEqual(await states(), [
    ['after', sha256(after)],
    ['after', sha256(content)],
  ]);
});
