import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';

/** `--jobs`: how many sessions read Synapse's database at once. */
export function jobsOption(): Option {
  return new Option(
    '--jobs <number>',
    'connections to the database of Synapse that read at once, 1 to 16 (default: one for each processor here, at most 4)',
  ).argParser((text) => {
    if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > 16)
      throw new InvalidArgumentError('It must be between 1 and 16.');
    return Number(text);
  });
}

/** As many as there are processors here; more than four find nothing to read. */
export function defaultJobs(): number {
  return Math.min(4, availableParallelism());
}
