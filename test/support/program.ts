import assert from 'node:assert/strict';
import type { Command } from 'commander';
import { buildProgram } from '../../src/cli/build-program.ts';

/** The command line as the user has it; nothing of it runs. */
export function program(): Command {
  const surroundings = {
    stdout: { write() {} },
    stderr: { write() {} },
    cwd: '/',
    env: {},
    clock: () => new Date(0),
    signal: new AbortController().signal,
  };
  const openLog = () => assert.fail('nothing runs');
  return buildProgram(surroundings, () => {}, openLog);
}
