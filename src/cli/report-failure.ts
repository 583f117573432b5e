import { CommanderError } from 'commander';
import { renderProblems } from '../render/problems.ts';
import { exitCodes } from '../support/error-catalog.ts';
import { PlanError, planError, remedyOf } from '../support/errors.ts';
import { printable } from '../support/printable.ts';
import type { LogFormat } from './log.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * The only place where a failure becomes text and an exit code: expected failures as problems, a mistaken command
 * line as one of them, and everything else as a bug with its stack trace.
 */
export function reportFailure(error: unknown, { stderr }: Pick<Surroundings, 'stderr'>, format: LogFormat): number {
  const expected = asPlanError(error);
  if (expected === 'help was shown') return exitCodes.usage;
  if (expected) {
    stderr.write(format === 'json' ? problemObjects(expected) : renderProblems(expected.problems));
    return expected.exitCode;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = `This is a bug of syn2mas-plan. Please report it, with the lines above, at ${whereToReport}.`;
  const text = `${printable(trace, { lines: true })}\n\n${message}\n`;
  stderr.write(format === 'json' ? `${JSON.stringify({ type: 'bug', message, trace })}\n` : text);
  return exitCodes.bug;
}

const whereToReport = 'the issue tracker of syn2mas-plan';

function asPlanError(error: unknown): PlanError | 'help was shown' | undefined {
  if (error instanceof PlanError) return error;
  if (!(error instanceof CommanderError)) return undefined;
  // A command line without a command: the help says more than a message would, and is written already.
  if (error.code === 'commander.help') return 'help was shown';
  return planError('USAGE', error.message.replace(/^error: /, ''));
}

function problemObjects({ problems, exitCode }: PlanError): string {
  return problems
    .map((problem) => JSON.stringify({ type: 'problem', ...problem, remedy: remedyOf(problem), exitCode }))
    .map((line) => `${line}\n`)
    .join('');
}
