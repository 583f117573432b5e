import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';

/** `--jobs`: how many sessions read a database at once. */
export function jobsOption(databases = 'the database of Synapse'): Option {
  return new Option(
    '--jobs <number>',
    `connections to ${databases} that read at once, 1 to 16 (default: one more than there are processors here, at most 4)`,
  ).argParser((text) => {
    if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > 16)
      throw new InvalidArgumentError('It must be between 1 and 16.');
    return Number(text);
  });
}

/** One more than there are processors here, as one waits for MAS; more than four find nothing to read. */
export function defaultJobs(): number {
  return Math.min(4, availableParallelism() + 1);
}
