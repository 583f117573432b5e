import { outputVersions } from '../plan/output-versions.ts';
import { renderProblems } from '../render/problems.ts';
import { toJsonLine } from '../render/to-json.ts';
import { type PlanError, remedyOf } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { printable } from '../support/printable.ts';
import type { Surroundings } from './surroundings.ts';
import { toolVersion } from './tool-version.ts';

export type LogFormat = 'text' | 'json';

/** Everything that goes to stderr. */
export interface ProgramLog extends Log {
  /** Expected failures, all that were found. */
  problems(error: PlanError): void;
  /** What nobody expected. */
  bug(message: string, trace: string): void;
}

/**
 * Progress, messages and failures on stderr: text for people, or one JSON object a line (plan-schema/log.schema.json), the first
 * of which says the version of this format. Events have no text form: whoever sends one says the same to people by `info`.
 */
export function createLog({ stderr, clock }: Pick<Surroundings, 'stderr' | 'clock'>, format: LogFormat): ProgramLog {
  return format === 'json'
    ? jsonLog((type, fields) => void stderr.write(toJsonLine({ type, at: clock().toISOString(), ...fields })))
    : textLog((text) => void stderr.write(text));
}

function textLog(write: (text: string) => void): ProgramLog {
  return {
    info: (message) => write(`${printable(message)}\n`),
    warn: (message) => write(`Warning: ${printable(message)}\n`),
    event() {},
    problems: ({ problems }) => write(renderProblems(problems)),
    bug: (message, trace) => write(`${printable(trace, { lines: true })}\n\n${message}\n`),
  };
}

function jsonLog(write: (type: string, fields: object) => void): ProgramLog {
  const tool = { name: 'syn2mas-plan', version: toolVersion() };
  write('version', { message: `${tool.name} ${tool.version}`, formatVersion: outputVersions.log, tool });
  return {
    info: (message) => write('info', { message }),
    warn: (message) => write('warning', { message }),
    event: write,
    problems({ problems, exitCode }) {
      for (const problem of problems) write('problem', { ...problem, remedy: remedyOf(problem), exitCode });
    },
    bug: (message, trace) => write('bug', { message, trace }),
  };
}
