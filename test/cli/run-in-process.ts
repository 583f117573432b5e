import { runCli } from '../../src/cli/run-cli.ts';
import { logLines } from '../support/log-lines.ts';

/** What a command line answered. */
export interface CliAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command line in this process, with nothing in its environment. Where the log is JSON, every line of it must be what its
 * schema says.
 */
export async function runInProcess(
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly now?: string;
    readonly signal?: AbortSignal;
    readonly ask?: (question: string) => Promise<string>;
  } = {},
): Promise<CliAnswer> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const exitCode = await runCli(args, {
    stdout: { write: (text) => stdout.push(text) },
    stderr: { write: (text) => stderr.push(text) },
    cwd: options.cwd ?? '/',
    env: options.env ?? {},
    clock: () => new Date(options.now ?? '2026-01-31T12:00:00.500Z'),
    signal: options.signal ?? new AbortController().signal,
    ...(options.ask ? { ask: options.ask } : {}),
  });
  const answer = { exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
  if (args[args.indexOf('--log-format') + 1] === 'json' && args.includes('--log-format')) logLines(answer.stderr);
  return answer;
}

/** A problem as `--log-format json` writes it. */
export interface WrittenProblem {
  readonly code: string;
  readonly message: string;
  readonly place?: { readonly file?: string; readonly line?: number; readonly column?: number; readonly key?: string };
  readonly remedy: string;
  readonly exitCode: number;
}

/** The problems of a command that ran with `--log-format json`. Every line of stderr is an object. */
export function problemsIn({ stderr }: CliAnswer): readonly WrittenProblem[] {
  return stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as WrittenProblem & { readonly type: string })
    .filter((object) => object.type === 'problem');
}
