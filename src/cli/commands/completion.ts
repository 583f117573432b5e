import { Argument, type Command } from 'commander';
import { shells } from '../completion/shells.ts';
import type { Start } from '../start.ts';

/** `completion`: a script with which a shell completes commands, options and their values. */
export function addCompletionCommand(program: Command, start: Start): void {
  program
    .command('completion')
    .description('Print what makes a shell complete the command line. README.md says where it goes.')
    .addArgument(new Argument('<shell>', 'for which shell').choices(shells))
    .action(start(() => import('../actions/completion.ts')));
}
