import { type Command, Option } from 'commander';
import { renderVerifyReport } from '../../render/verify-report.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { planError } from '../../support/errors.ts';
import { verifyPlan } from '../../verify/verify-plan.ts';
import { addLiveOptions, liveOptionNames } from '../live/live-options.ts';
import { type VerifyLiveOptions, verifyLive } from '../live/verify-live.ts';
import { addDatabaseOptions } from '../options.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { Start } from '../start.ts';
import { toolVersion } from '../tool-version.ts';
import { userAtHost } from '../user-at-host.ts';

interface VerifyOptions extends VerifyLiveOptions {
  readonly live?: boolean;
}

/** `verify`: whether MAS holds, byte for byte, what the plan's SELECTs give; or, with `--live`, whether the services that run do what the plan meant. */
export function addVerifyCommand(program: Command, start: Start): void {
  const command = program
    .command('verify')
    .description(
      "Compare every table of MAS with what the plan's SELECTs give, byte for byte. Writes to no database; a receipt says how it ended.",
    )
    .argument('<plan>')
    .option('--live', 'ask the services that run instead, once both are up again: addresses, routes, secrets, sessions')
    .option('--no-database', 'with --live: only what clients see, from anywhere; no file of the services is read')
    .addOption(new Option('--format <format>', 'of the result of --live').choices(['text', 'json']).default('text'));
  addLiveOptions(addDatabaseOptions(command)).action(
    start(async (context, name: string, options: VerifyOptions) => {
      const { plan, planId, path } = readPlanFile(name, context.cwd);
      if (options.live) return await verifyLive({ plan, planId }, options, context);
      refuseLiveOptions(command);
      const { databases } = readPlanInputs(plan, options, context);
      const report = await verifyPlan({
        plan,
        planId,
        planPath: path,
        databases,
        log: context.log,
        signal: context.signal,
        clock: context.clock,
        by: userAtHost(),
        toolVersion: toolVersion(),
      });
      context.stdout.write(renderVerifyReport(report));
      return exitCodes.done;
    }),
  );
}

function refuseLiveOptions(command: Command): void {
  const given = [...liveOptionNames, 'database', 'format'].filter(
    (name) => command.getOptionValueSource(name) === 'cli',
  );
  const names = command.options.filter((option) => given.includes(option.attributeName())).map(({ long }) => long);
  if (names.length > 0) throw planError('USAGE', `${names.join(', ')} can be given with --live only.`);
}
