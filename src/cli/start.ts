import type { Log } from '../support/log.ts';
import type { Surroundings } from './surroundings.ts';

/** What a command works with. */
export interface CommandContext extends Surroundings {
  readonly log: Log;
}

/** What a command does with its arguments and options, as commander gives them; returns the exit code. */
export type Work<Args extends readonly unknown[]> = (context: CommandContext, ...args: Args) => Promise<number>;

/**
 * Makes commander's action out of the module with the work of a command. It is loaded when the command runs: most of the program belongs
 * to one command or two, and loading all of it takes longer than many of them.
 */
export type Start = <Args extends readonly unknown[]>(
  load: () => Promise<{ readonly work: Work<Args> }>,
) => (...args: Args) => Promise<void>;
