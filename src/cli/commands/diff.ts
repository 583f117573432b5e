import { type Command, Option } from 'commander';
import { diffFormats } from '../../render/formats.ts';
import type { Start } from '../start.ts';

/** `diff`: what is not the same in two plans, and whether approvals of the old one hold for the new one. Plans with errors too. */
export function addDiffCommand(program: Command, start: Start): void {
  program
    .command('diff')
    .description(
      'Say what differs between two plans, and whether approvals of the old one still hold. Needs nothing but the files.',
    )
    .argument('<old>')
    .argument('<new>')
    .addOption(new Option('--format <format>', 'of the result').choices(diffFormats).default('text'))
    .option('--exit-code', 'exit 2 when anything differs')
    .action(start(() => import('../actions/diff.ts')));
}
