import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wrap } from '../../render/wrap.ts';
import type { CommandContext } from '../start.ts';

/** One command of the demo. */
export interface ShownCommand {
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  readonly args: readonly string[];
  readonly exitCode: number;
  /** How much of the answer is printed; the whole is in a file. */
  readonly lines: number;
}

export interface Stage {
  readonly directory: string;
  readonly surroundings: CommandContext;
  /** Counts the commands. */
  readonly next: () => number;
}

/**
 * Runs this very program in a process of its own, in the folder of the demo, and prints the command as a user would
 * type it and what it answered. Returns its stdout.
 * @throws Error with the whole answer where the exit code is another than expected: that is a bug
 */
export async function runShown(command: ShownCommand, { directory, surroundings, next }: Stage): Promise<string> {
  const { stdout: screen, signal } = surroundings;
  const shown = ['syn2mas-plan', ...command.args].map(quoteForShell).join(' ');
  screen.write(`\n${inLines(command.why)}\n\n$ ${shown}\n`);
  const answer = await runProgram(command.args, { directory, surroundings });
  signal.throwIfAborted();
  mkdirSync(join(directory, 'output'), { recursive: true });
  const file = join('output', `${String(next()).padStart(2, '0')}-${command.args[0]}.txt`);
  const whole = answer.all.replace(/\n?$/, '\n');
  writeFileSync(join(directory, file), `$ ${shown}\n${whole}exit code ${answer.exitCode}\n`);
  if (answer.exitCode !== command.exitCode) {
    throw new Error(`${shown}\nended with exit code ${answer.exitCode}, not ${command.exitCode}:\n${answer.all}`);
  }
  const lines = whole.trimEnd().split('\n');
  const rest = lines.length - command.lines;
  // To hide two lines behind one is no gain.
  const isShort = rest <= 2;
  screen.write(
    `${(isShort ? lines : lines.slice(0, command.lines)).map((line) => `  ${line}`.trimEnd()).join('\n')}\n`,
  );
  if (!isShort) screen.write(`  … ${rest} more lines in ${file}\n`);
  if (answer.exitCode !== 0) screen.write(`  (exit code ${answer.exitCode})\n`);
  return answer.stdout;
}

/** As wide as a terminal is at least likely to be. */
export function inLines(text: string): string {
  return wrap(text, 96).join('\n');
}

const program = fileURLToPath(new URL('../main.js', import.meta.url));

interface Answer {
  readonly stdout: string;
  /** Both streams, as a terminal shows them. */
  readonly all: string;
  readonly exitCode: number | null;
}

async function runProgram(args: readonly string[], { directory, surroundings }: Omit<Stage, 'next'>): Promise<Answer> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: directory,
    env: withoutSettings(surroundings.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    // In a process group of its own Ctrl-C reaches it once, from here, and not from the terminal too.
    detached: true,
  });
  const interrupt = (): void => void child.kill('SIGINT');
  surroundings.signal.addEventListener('abort', interrupt);
  const all: Buffer[] = [];
  const stdout: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => all.push(chunk) && stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => all.push(chunk));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  surroundings.signal.removeEventListener('abort', interrupt);
  return { stdout: Buffer.concat(stdout).toString(), all: Buffer.concat(all).toString(), exitCode };
}

/** What a shell says about databases and configurations is about the user's own, not about the demo's. */
function withoutSettings(env: CommandContext['env']): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(PG[A-Z]+|MAS_.*|SOURCE_DATE_EPOCH)$/.test(name)),
  );
}

function quoteForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
