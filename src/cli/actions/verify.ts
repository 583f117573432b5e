import type { Command } from 'commander';
import { renderVerifyReport } from '../../render/verify-report.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { planError } from '../../support/errors.ts';
import { verifyPlan } from '../../verify/verify-plan.ts';
import { defaultJobs } from '../jobs-option.ts';
import { liveOptionNames } from '../live/live-options.ts';
import { type VerifyLiveOptions, verifyLive } from '../live/verify-live.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { CommandContext } from '../start.ts';
import { toolVersion } from '../tool-version.ts';
import { userAtHost } from '../user-at-host.ts';

interface VerifyOptions extends VerifyLiveOptions {
  readonly live?: boolean;
  readonly jobs?: number;
}

/** `verify`: whether MAS holds, byte for byte, what the plan's SELECTs give; or, with `--live`, whether the services that run do what the plan meant. */
export async function work(
  context: CommandContext,
  name: string,
  options: VerifyOptions,
  command: Command,
): Promise<number> {
  const { plan, planId, path } = readPlanFile(name, context.cwd);
  if (options.live) return await verifyLive({ plan, planId }, options, context);
  refuseLiveOptions(command);
  const { databases } = readPlanInputs(plan, options, context);
  const report = await verifyPlan({
    plan,
    planId,
    planPath: path,
    databases,
    jobs: options.jobs ?? defaultJobs(),
    log: context.log,
    signal: context.signal,
    clock: context.clock,
    by: userAtHost(),
    toolVersion: toolVersion(),
  });
  context.stdout.write(renderVerifyReport(report));
  return exitCodes.done;
}

function refuseLiveOptions(command: Command): void {
  const given = [...liveOptionNames, 'database', 'format'].filter(
    (name) => command.getOptionValueSource(name) === 'cli',
  );
  const names = command.options.filter((option) => given.includes(option.attributeName())).map(({ long }) => long);
  if (names.length > 0) throw planError('USAGE', `${names.join(', ')} can be given with --live only.`);
}
