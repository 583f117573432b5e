import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { escapeIdentifier } from 'pg';
import { planExample } from '../apply/planned-example.ts';
import { inputs } from './example.ts';
import { runInProcess } from './run-in-process.ts';

test('--jobs is how many sessions a command opens on the database of Synapse at most', async (t) => {
  const { cwd, mas, pair, planBytes, planId } = await planExample(t);
  writeFileSync(join(cwd, 'plan.yaml'), planBytes);
  // More than one session is not to be had: whoever asks for one is told, and does with fewer.
  await mas.query(`ALTER ROLE ${escapeIdentifier(pair.synapse.user)} CONNECTION LIMIT 1`);
  const commands = [
    // With warnings.
    [11, 'check', ...inputs],
    [11, 'plan', ...inputs, '--out', 'new.yaml', '--force'],
    [0, 'apply', 'plan.yaml', '--phase', 'cutover', '--rehearse', '--plan-id', planId, '--unapproved', 'a test'],
  ] as const;
  for (const [expected, ...command] of commands) {
    const one = await runInProcess([...command, '--jobs', '1'], { cwd });
    const two = await runInProcess([...command, '--jobs', '2'], { cwd });
    assert.equal(one.exitCode, expected, one.stderr);
    assert.equal(two.exitCode, expected, two.stderr);
    const told = [one, two].map(({ stderr }) => /Synapse is read in fewer sessions at once/.test(stderr));
    assert.deepEqual(told, [false, true], command[0]);
  }
});
