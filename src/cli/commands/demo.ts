import type { Command } from 'commander';
import type { Start } from '../start.ts';

/** `demo`: the whole line on made-up data. */
export function addDemoCommand(program: Command, start: Start): void {
  program
    .command('demo')
    .description('Run every command once on a made-up homeserver of 2,400 users, and keep what they wrote.')
    .option('--directory <dir>', 'where to keep it', 'demo-output')
    .option(
      '--postgres-uri <uri>',
      'a server to make two databases on, as a superuser (default: the embedded PostgreSQL)',
    )
    .action(start(() => import('../actions/demo.ts')));
}
