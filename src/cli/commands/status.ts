import { type Command, Option } from 'commander';
import { readStatus } from '../../apply/status.ts';
import { renderStatus, statusToJson } from '../../render/status.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { addDatabaseOptions, type DatabaseOptions } from '../options.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { Start } from '../start.ts';
import { untilInterrupted } from '../until-interrupted.ts';

interface StatusOptions extends DatabaseOptions {
  readonly format: 'text' | 'json';
}

/** `status`: how far a plan got, and the one command to run next. */
export function addStatusCommand(program: Command, start: Start): void {
  const command = program
    .command('status')
    .description('Say how far a plan got and what to run next. Writes nothing.')
    .argument('<plan>')
    .addOption(new Option('--format <format>', 'of the result').choices(['text', 'json']).default('text'));
  addDatabaseOptions(command).action(
    start(async (context, name: string, options: StatusOptions) => {
      const { plan, planId } = readPlanFile(name, context.cwd);
      const { databases } = readPlanInputs(plan, options, context);
      const status = await untilInterrupted(context.signal, () => readStatus({ plan, planId, databases }));
      context.stdout.write((options.format === 'json' ? statusToJson : renderStatus)(status, name));
      return exitCodes.done;
    }),
  );
}
