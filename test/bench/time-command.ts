import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { packageRoot } from '../../src/support/package-root.ts';

/** A command as it was measured. */
export interface TimedCommand {
  readonly seconds: number;
  /** The highest resident size of its process. */
  readonly megabytes: number;
  /** What it said, a line of `--log-format json` each. */
  readonly events: readonly Readonly<Record<string, string | number>>[];
}

/**
 * Runs a command of ours in a process of its own, so that its memory is its own.
 * @throws Error where it ends with a code that is not expected, with what it said
 */
export async function timeCommand(
  args: readonly string[],
  { cwd, expected = [0] }: { readonly cwd: string; readonly expected?: readonly number[] },
): Promise<TimedCommand> {
  const hook = new URL('report-memory.js', import.meta.url).href;
  const main = join(packageRoot(), 'dist/src/cli/main.js');
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', hook, main, ...args, '--log-format', 'json'], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH },
  });
  const [said, kibibytes, [code]] = await Promise.all([
    text(child.stdio[2] as NodeJS.ReadableStream),
    text(child.stdio[3] as NodeJS.ReadableStream),
    once(child, 'exit'),
  ]);
  const seconds = (performance.now() - started) / 1000;
  if (!expected.includes(code as number)) throw new Error(`${args[0]} ended with ${code}:\n${said}`);
  const lines = said.split('\n').filter((line) => line !== '');
  return { seconds, megabytes: Number(kibibytes) / 1024, events: lines.map((line) => JSON.parse(line)) };
}
