import { type Command, Option } from 'commander';
import { jobsOption } from '../jobs-option.ts';
import { addLiveOptions } from '../live/live-options.ts';
import { addDatabaseOptions } from '../options.ts';
import type { Start } from '../start.ts';

/** `verify`: whether MAS holds, byte for byte, what the plan's SELECTs give; or, with `--live`, whether the services that run do what the plan meant. */
export function addVerifyCommand(program: Command, start: Start): void {
  const command = program
    .command('verify')
    .description(
      "Compare every table of MAS with what the plan's SELECTs give, byte for byte. Writes to no database; a receipt says how it ended.",
    )
    .argument('<plan>')
    .addOption(jobsOption('each database'))
    .option('--live', 'ask the services that run instead, once both are up again: addresses, routes, secrets, sessions')
    .option('--no-database', 'with --live: only what clients see, from anywhere; no file of the services is read')
    .addOption(new Option('--format <format>', 'of the result of --live').choices(['text', 'json']).default('text'));
  addLiveOptions(addDatabaseOptions(command)).action(start(() => import('../actions/verify.ts')));
}
