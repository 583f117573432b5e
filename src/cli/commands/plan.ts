import type { Command } from 'commander';
import { addChoiceOptions, addInputOptions } from '../options.ts';
import type { Start } from '../start.ts';

/** `plan`: writes the plan file, also one with errors, so that people can look at it. */
export function addPlanCommand(program: Command, start: Start): void {
  const command = program
    .command('plan')
    .description('Write the plan: everything that apply will do, in one file to review. Reads what check reads.');
  addChoiceOptions(addInputOptions(command))
    .requiredOption('--out <plan>', 'the file to write')
    .option(
      '--rehearsal <receipt>',
      'of apply --rehearse, also of another plan: the estimate of the outage then comes from it',
    )
    .option('--force', 'replace the file when it exists')
    .option('--detailed-exitcode', 'exit 2 when the plan holds changes')
    .option('--created-at <time>', 'ISO 8601 with a zone (default: SOURCE_DATE_EPOCH, else now)')
    .option('--created-by <name>', 'who plans (default: user@host)')
    .action(start(() => import('../actions/plan.ts')));
}
