import { type Command, Option } from 'commander';
import { addAuthorizationOptions } from '../authorization-options.ts';
import { jobsOption } from '../jobs-option.ts';
import { addNetworkOptions } from '../live/live-options.ts';
import { addDatabaseOptions } from '../options.ts';
import type { Start } from '../start.ts';

/** `apply`: runs the bytes of a plan, and nothing else. */
export function addApplyCommand(program: Command, start: Start): void {
  const command = program
    .command('apply')
    .description(
      'Run a plan, phase by phase, up to the first that cannot begin. prepare: its files that come before the outage; services may run. ' +
        'cutover: one transaction on the database of MAS, then the files; Synapse and MAS must be stopped. ' +
        'finish: asks both, which run again, whether they do what the plan meant; it starts nothing.',
    )
    .argument('<plan>')
    .addOption(
      new Option('--phase <phase>', 'only this phase (default: all, in order)').choices([
        'prepare',
        'cutover',
        'finish',
      ]),
    )
    .addOption(jobsOption())
    .option(
      '--rehearse',
      'do everything up to the commit, then roll back; no file is put in place. With the options for databases also on copies of them',
    );
  addNetworkOptions(addDatabaseOptions(addAuthorizationOptions(command))).action(
    start(() => import('../actions/apply.ts')),
  );
}
