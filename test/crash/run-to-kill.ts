import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { programFile } from '../cli/run-child.ts';

/** When a process is to be gone. */
export type Kill =
  /** Before an instant of kill-hook.ts. */
  | { readonly at: string }
  /** So many milliseconds after its first line, or after that which tells of the commit. */
  | { readonly afterMs: number; readonly of?: 'commit' };

/** What became of it. */
export interface Killed {
  readonly isKilled: boolean;
  readonly exitCode: number | null;
  readonly stderr: string;
  /** From its first line to its end. */
  readonly durationMs: number;
  /** From the line that tells of the commit to its end; 0 where there was none. */
  readonly tailMs: number;
}

/** Runs a command line in a process of its own, which SIGKILL ends. */
export async function runToKill(args: readonly string[], cwd: string, kill: Kill): Promise<Killed> {
  return await ('at' in kill ? start(args, cwd, { KILL_AT: kill.at }) : start(args, cwd, {}, kill));
}

/** Runs a command line to its end, and gives all instants at which it could have been killed. */
export async function traceRun(
  args: readonly string[],
  cwd: string,
): Promise<Killed & { readonly instants: readonly string[] }> {
  const trace = join(cwd, '..', `trace-${process.pid}`);
  try {
    const killed = await start(args, cwd, { KILL_TRACE: trace });
    return { ...killed, instants: readFileSync(trace, 'utf8').trimEnd().split('\n') };
  } finally {
    rmSync(trace, { force: true });
  }
}

async function start(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  kill?: Exclude<Kill, { readonly at: string }>,
): Promise<Killed> {
  const hook = Object.keys(env).length === 0 ? [] : ['--import', new URL('kill-hook.js', import.meta.url).href];
  const child = spawn(process.execPath, [...hook, programFile, '--log-format', 'json', ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.resume();
  let stderr = '';
  let first: number | undefined;
  let committed: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    first ??= performance.now();
    if (stderr.includes('"type":"committed"')) committed ??= performance.now();
    if (kill && (kill.of !== 'commit' || committed)) timer ??= setTimeout(() => child.kill('SIGKILL'), kill.afterMs);
  });
  const [exitCode, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  const since = (start: number | undefined): number => (start === undefined ? 0 : performance.now() - start);
  return { isKilled: signal === 'SIGKILL', exitCode, stderr, durationMs: since(first), tailMs: since(committed) };
}
