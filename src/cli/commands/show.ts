import { type Command, InvalidArgumentError, Option } from 'commander';
import { leastBytes } from '../../render/formats.ts';
import { planFormats, reportOutput } from '../report-output.ts';
import type { Start } from '../start.ts';

/** `show`: the plan for people and programs. It also shows plans that are stale, applied or errored. */
export function addShowCommand(program: Command, start: Start): void {
  program
    .command('show')
    .description('Show a plan and its id. Needs nothing but the file.')
    .argument('<plan>')
    .addOption(
      new Option('--format <format>', 'of the result (default: text, or nothing where --output is given)').choices(
        planFormats,
      ),
    )
    .addOption(
      new Option(
        '--output <format=file>',
        'write this format to a file, - for stdout; may be repeated; sql=FOLDER/ writes a file for each phase',
      ).argParser(reportOutput),
    )
    .addOption(
      new Option(
        '--max-bytes <n>',
        `shorten markdown to so many bytes, at least ${leastBytes}; a comment on GitHub takes 65536`,
      ).argParser(maxBytes),
    )
    .option('--no-receipts', 'do not look at receipts beside the plan: the reports are of the file alone')
    .action(start(() => import('../actions/show.ts')));
}

function maxBytes(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < leastBytes || !Number.isSafeInteger(value))
    throw new InvalidArgumentError(`It must be a whole number from ${leastBytes} on.`);
  return value;
}
