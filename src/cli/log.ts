import { outputVersions } from '../plan/output-versions.ts';
import { renderProblems } from '../render/problems.ts';
import { renderProgress } from '../render/progress.ts';
import { toJsonLine } from '../render/to-json.ts';
import { type PlanError, remedyOf } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { printable } from '../support/printable.ts';
import type { Progress } from '../support/progress.ts';
import { quietTime } from './quiet-time.ts';
import { type DrawnLine, redrawnLines } from './redrawn-lines.ts';
import type { Output, Surroundings } from './surroundings.ts';
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
 * of which says the version of this format. Events have no text form: whoever sends one says the same to people by `info`. Progress is
 * drawn in place on a terminal; elsewhere it is a line as often as nothing else was written for a few seconds.
 */
export function createLog(
  { stderr, clock, terminal }: Pick<Surroundings, 'stderr' | 'clock' | 'terminal'>,
  format: LogFormat,
): ProgramLog {
  if (format === 'json') {
    return jsonLog((type, fields) => void stderr.write(toJsonLine({ type, at: clock().toISOString(), ...fields })));
  }
  if (terminal === undefined) return textLog(...lineByLine(stderr));
  const lines = redrawnLines(stderr, terminal);
  return textLog(
    (text) => lines.print(text),
    (progress) => lines.draw(progress ? drawnLines(progress) : []),
  );
}

type ShowProgress = Log['progress'];

function textLog(write: (text: string) => void, progress: ShowProgress): ProgramLog {
  return {
    info: (message) => write(`${printable(message)}\n`),
    warn: (message) => write(`Warning: ${printable(message)}\n`),
    event() {},
    progress,
    problems: ({ problems }) => write(renderProblems(problems)),
    bug: (message, trace) => write(`${printable(trace, { lines: true })}\n\n${message}\n`),
  };
}

function drawnLines(progress: Progress): readonly DrawnLine[] {
  const [step, whole] = renderProgress(progress);
  return [{ text: step }, ...(whole === '' ? [] : [{ text: `  ${whole}`, isFaint: true }])];
}

function lineByLine(stderr: Output): readonly [(text: string) => void, ShowProgress] {
  const quiet = quietTime();
  const write = (text: string): void => {
    stderr.write(text);
    quiet.spoke();
  };
  return [
    write,
    (progress) => {
      if (progress && quiet.isDue(progress)) stderr.write(`${inOneLine(progress)}\n`);
    },
  ];
}

function jsonLog(send: (type: string, fields: object) => void): ProgramLog {
  const quiet = quietTime();
  const write = (type: string, fields: object): void => {
    send(type, fields);
    quiet.spoke();
  };
  const tool = { name: 'syn2mas-plan', version: toolVersion() };
  write('version', { message: `${tool.name} ${tool.version}`, formatVersion: outputVersions.log, tool });
  return {
    info: (message) => write('info', { message }),
    warn: (message) => write('warning', { message }),
    event: write,
    progress(progress) {
      if (progress && quiet.isDue(progress)) send('progress', { message: inOneLine(progress), ...progress });
    },
    problems({ problems, exitCode }) {
      for (const problem of problems) write('problem', { ...problem, remedy: remedyOf(problem), exitCode });
    },
    bug: (message, trace) => write('bug', { message, trace }),
  };
}

function inOneLine(progress: Progress): string {
  return renderProgress(progress)
    .filter((part) => part !== '')
    .join('; ');
}
