import { type Command, Option } from 'commander';
import { findingsFormats } from '../../render/formats.ts';
import { addChoiceOptions, addInputOptions } from '../options.ts';
import type { Start } from '../start.ts';

/** `check`: the findings of a plan that is made and thrown away, so that both always say the same. */
export function addCheckCommand(program: Command, start: Start): void {
  const command = program
    .command('check')
    .description('Say what stands in the way. Reads both configurations and both databases; writes nothing.');
  addChoiceOptions(addInputOptions(command))
    .addOption(new Option('--format <format>', 'of the result').choices(findingsFormats).default('text'))
    .action(start(() => import('../actions/check.ts')));
}
