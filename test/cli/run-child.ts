import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { CliAnswer } from './run-in-process.ts';

/** The program as it was built. */
export const programFile = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

/**
 * For a Node that is gone in a second or two: what it runs more than once is hardly worth the optimizing compiler, which takes a third of
 * such a process's time. Nothing else is different.
 */
export const shortLived: readonly string[] = ['--interrupt-budget=1000000', '--liftoff-only'];

/**
 * Runs a command line in a process of its own without a terminal: its stdin is a pipe that says nothing and does not end, so
 * that a question would never be answered.
 */
export async function runChild(
  args: readonly string[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<CliAnswer> {
  const child = spawn(process.execPath, [...shortLived, programFile, ...args], {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  child.stdin.destroy();
  return { exitCode: exitCode ?? -1, stdout, stderr };
}
