#!/usr/bin/env node
import { exitCodes } from '../support/error-catalog.ts';
import { askOnTerminal } from './ask-on-terminal.ts';
import { runCli } from './run-cli.ts';
import { terminalOf } from './terminal-of.ts';

// Whoever reads stdout may stop reading (`| head`). That ends no apply, and is nothing to complain of.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // A second time means: now. PostgreSQL rolls back when the connection breaks.
    if (interruption.signal.aborted) process.exit(exitCodes.interrupted);
    interruption.abort();
  });
}

const exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  env: process.env,
  clock: () => new Date(),
  signal: interruption.signal,
  ...terminalOf(process.stderr, process.env),
  ...(process.stdin.isTTY && process.stderr.isTTY ? { ask: askOnTerminal(interruption.signal) } : {}),
});
process.exitCode = exitCode;
// What was interrupted may still hold connections that would keep the process alive.
if (exitCode === exitCodes.interrupted) process.exit();
