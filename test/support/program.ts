import assert from 'node:assert/strict';
import type { Command } from 'commander';
import { buildProgram } from '../../src/cli/build-program.ts';

/** The command line as the user has it; nothing of it runs: a command asks for the log first, and `openLog` throws. */
export function program(openLog: () => never = () => assert.fail('nothing runs')): Command {
  const surroundings = {
    stdout: { write() {} },
    stderr: { write() {} },
    cwd: '/',
    env: {},
    clock: () => new Date(0),
    signal: new AbortController().signal,
  };
  return buildProgram(surroundings, () => {}, openLog);
}
