import type { Command } from 'commander';
import { readStatus } from '../../apply/status.ts';
import { renderStatus } from '../../render/status.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { addDatabaseOptions, type DatabaseOptions } from '../options.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { Start } from '../start.ts';
import { untilInterrupted } from '../until-interrupted.ts';

/** `status`: how far a plan got, and the one command to run next. */
export function addStatusCommand(program: Command, start: Start): void {
  const command = program
    .command('status')
    .description('Say how far a plan got and what to run next. Writes nothing.')
    .argument('<plan>');
  addDatabaseOptions(command).action(
    start(async (context, name: string, options: DatabaseOptions) => {
      const { plan, planId } = readPlanFile(name, context.cwd);
      const { databases } = readPlanInputs(plan, options, context);
      const status = await untilInterrupted(context.signal, () => readStatus({ plan, planId, databases }));
      context.stdout.write(renderStatus(status, name));
      return exitCodes.done;
    }),
  );
}
