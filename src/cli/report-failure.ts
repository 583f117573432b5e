import { CommanderError } from 'commander';
import { exitCodes } from '../support/error-catalog.ts';
import { PlanError, planError } from '../support/errors.ts';
import type { ProgramLog } from './log.ts';

/**
 * The only place where a failure becomes text and an exit code: expected failures as problems, a mistaken command
 * line as one of them, and everything else as a bug with its stack trace.
 */
export function reportFailure(error: unknown, log: Pick<ProgramLog, 'problems' | 'bug'>): number {
  const expected = asPlanError(error);
  if (expected) {
    log.problems(expected);
    return expected.exitCode;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log.bug(`This is a bug of syn2mas-plan. Please report it, with the lines above, at ${whereToReport}.`, trace);
  return exitCodes.bug;
}

const whereToReport = 'the issue tracker of syn2mas-plan';

function asPlanError(error: unknown): PlanError | undefined {
  if (error instanceof PlanError) return error;
  if (!(error instanceof CommanderError)) return undefined;
  const isHelp = error.code === 'commander.help';
  return planError('USAGE', isHelp ? 'No command is given.' : error.message.replace(/^error: /, ''));
}
