import { CommanderError } from 'commander';
import { exitCodes } from '../support/error-catalog.ts';
import { buildProgram } from './build-program.ts';
import type { LogFormat } from './log.ts';
import { reportFailure } from './report-failure.ts';
import type { Surroundings } from './surroundings.ts';

/** Runs one command line (without node and script) and returns its exit code. It neither throws nor ends the process. */
export async function runCli(args: readonly string[], surroundings: Surroundings): Promise<number> {
  let exitCode: number = exitCodes.done;
  const program = buildProgram(surroundings, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    const { logFormat } = program.opts<{ readonly logFormat: LogFormat }>();
    return reportFailure(error, surroundings, logFormat);
  }
}
