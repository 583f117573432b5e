import type { Log } from '../support/log.ts';
import type { Surroundings } from './surroundings.ts';

/** What a command works with. */
export interface CommandContext extends Surroundings {
  readonly log: Log;
}

/** Makes commander's action out of the work of a command, which returns the exit code. */
export type Start = <Args extends readonly unknown[]>(
  work: (context: CommandContext, ...args: Args) => Promise<number>,
) => (...args: Args) => Promise<void>;
