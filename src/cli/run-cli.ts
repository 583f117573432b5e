import { CommanderError } from 'commander';
import { exitCodes } from '../support/error-catalog.ts';
import { buildProgram } from './build-program.ts';
import { createLog, type LogFormat, type ProgramLog } from './log.ts';
import { reportFailure } from './report-failure.ts';
import type { Surroundings } from './surroundings.ts';

/** Runs one command line (without node and script) and returns its exit code. It neither throws nor ends the process. */
export async function runCli(args: readonly string[], surroundings: Surroundings): Promise<number> {
  let exitCode: number = exitCodes.done;
  let log: ProgramLog | undefined;
  // Once, for it begins with a line of its own; and only when it is known in which format.
  const openLog = (): ProgramLog => {
    log ??= createLog(surroundings, program.opts<{ readonly logFormat: LogFormat }>().logFormat);
    return log;
  };
  const finish = (code: number): void => {
    exitCode = code;
  };
  const program = buildProgram(surroundings, finish, openLog);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    const failed = openLog();
    failed.progress(undefined);
    return reportFailure(error, failed);
  }
}
