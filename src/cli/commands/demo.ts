import { resolve } from 'node:path';
import type { Command } from 'commander';
import { exitCodes } from '../../support/error-catalog.ts';
import { runDemo } from '../demo/run-demo.ts';
import type { Start } from '../start.ts';

interface DemoOptions {
  readonly directory: string;
  readonly postgresUri?: string;
}

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
    .action(
      start(async (context, options: DemoOptions) => {
        const { postgresUri } = options;
        await runDemo({
          directory: resolve(context.cwd, options.directory),
          ...(postgresUri === undefined ? {} : { postgresUri }),
          surroundings: context,
        });
        return exitCodes.done;
      }),
    );
}
