import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { programFile, shortLived } from '../cli/run-child.ts';

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

/** Runs a command line that stands still before an instant of kill-hook.ts while something else happens, and then goes on to its end. */
export async function runWithPause(
  args: readonly string[],
  cwd: string,
  at: string,
  meanwhile: (pid: number) => Promise<unknown> | unknown,
): Promise<Killed> {
  return await start(args, cwd, { PAUSE_AT: at }, undefined, meanwhile);
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
  meanwhile?: (pid: number) => unknown,
): Promise<Killed> {
  const hook = Object.keys(env).length === 0 ? [] : ['--import', new URL('kill-hook.js', import.meta.url).href];
  const child = spawn(process.execPath, [...shortLived, ...hook, programFile, '--log-format', 'json', ...args], {
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
  const closed = once(child, 'close');
  if (meanwhile) {
    await standsStill(child);
    try {
      await meanwhile(child.pid ?? 0);
    } finally {
      child.kill('SIGCONT');
    }
  }
  const [exitCode, signal] = (await closed) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  const since = (start: number | undefined): number => (start === undefined ? 0 : performance.now() - start);
  return { isKilled: signal === 'SIGKILL', exitCode, stderr, durationMs: since(first), tailMs: since(committed) };
}

/** @throws AssertionError where it ends without having stood still */
async function standsStill(child: ChildProcess): Promise<void> {
  for (;;) {
    assert.equal(child.exitCode, null, 'it did not come to that instant');
    // The state follows the name of the program, which is in brackets.
    const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
    if (stat.slice(stat.lastIndexOf(')') + 2).startsWith('T')) return;
    await sleep(10);
  }
}
