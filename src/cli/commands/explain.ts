import type { Command } from 'commander';
import type { Start } from '../start.ts';

/** `explain`: what a finding or an error code means, and what to do. */
export function addExplainCommand(program: Command, start: Start): void {
  program
    .command('explain')
    .description('Say what a finding or an error code means and what to do about it.')
    .argument('[id]', 'for example synapse/registration-enabled or STALE_FILE; without it, all are listed')
    .action(start(() => import('../actions/explain.ts')));
}
