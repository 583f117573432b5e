import type { Command } from 'commander';
import { renderVerifyReport } from '../../render/verify-report.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { verifyPlan } from '../../verify/verify-plan.ts';
import { addDatabaseOptions, type DatabaseOptions } from '../options.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { Start } from '../start.ts';
import { toolVersion } from '../tool-version.ts';
import { userAtHost } from '../user-at-host.ts';

/** `verify`: whether MAS holds, byte for byte, what the plan's SELECTs give. */
export function addVerifyCommand(program: Command, start: Start): void {
  const command = program
    .command('verify')
    .description(
      "Compare every table of MAS with what the plan's SELECTs give, byte for byte. Writes to no database; a receipt says how it ended.",
    )
    .argument('<plan>');
  addDatabaseOptions(command).action(
    start(async (context, name: string, options: DatabaseOptions) => {
      const { plan, planId, path } = readPlanFile(name, context.cwd);
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
