import { type Command, Option } from 'commander';
import { addDatabaseOptions } from '../options.ts';
import type { Start } from '../start.ts';

/** `status`: how far a plan got, and the one command to run next. */
export function addStatusCommand(program: Command, start: Start): void {
  const command = program
    .command('status')
    .description('Say how far a plan got and what to run next. Writes nothing.')
    .argument('<plan>')
    .addOption(new Option('--format <format>', 'of the result').choices(['text', 'json']).default('text'))
    .option('--json', 'the same as --format json');
  addDatabaseOptions(command).action(start(() => import('../actions/status.ts')));
}
