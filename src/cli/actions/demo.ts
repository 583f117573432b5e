import { resolve } from 'node:path';
import { exitCodes } from '../../support/error-catalog.ts';
import { runDemo } from '../demo/run-demo.ts';
import type { CommandContext } from '../start.ts';

interface DemoOptions {
  readonly directory: string;
  readonly postgresUri?: string;
}

/** `demo`: the whole line on made-up data. */
export async function work(context: CommandContext, options: DemoOptions): Promise<number> {
  const { postgresUri } = options;
  await runDemo({
    directory: resolve(context.cwd, options.directory),
    ...(postgresUri === undefined ? {} : { postgresUri }),
    surroundings: context,
  });
  return exitCodes.done;
}
