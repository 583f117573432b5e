import type { Command } from 'commander';
import { addAuthorizationOptions } from '../authorization-options.ts';
import { addDatabaseOptions } from '../options.ts';
import type { Start } from '../start.ts';

/** `rollback`: the way back that was made with the plan. */
export function addRollbackCommand(program: Command, start: Start): void {
  const command = program
    .command('rollback')
    .description(
      'Undo a plan that is applied, or prepared. Where MAS has written since, going back would lose that: it says what, and stops.',
    )
    .argument('<plan>')
    .option(
      '--discard-mas-changes',
      'go back all the same; needs approvals of that (approve --discard-mas-changes), and the options below say which',
    );
  addDatabaseOptions(addAuthorizationOptions(command)).action(start(() => import('../actions/rollback.ts')));
}
