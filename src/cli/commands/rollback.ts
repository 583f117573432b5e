import type { Command } from 'commander';
import { renderReceipt } from '../../render/receipt.ts';
import { rollbackPlan } from '../../rollback/rollback-plan.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { addDatabaseOptions, type DatabaseOptions } from '../options.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { Start } from '../start.ts';
import { toolVersion } from '../tool-version.ts';
import { userAtHost } from '../user-at-host.ts';

/** `rollback`: the way back that was made with the plan. */
export function addRollbackCommand(program: Command, start: Start): void {
  const command = program
    .command('rollback')
    .description(
      'Undo a plan that is applied, or prepared. Refuses where MAS has written since: going back would lose that.',
    )
    .argument('<plan>');
  addDatabaseOptions(command).action(
    start(async (context, name: string, options: DatabaseOptions) => {
      const { bytes, path, plan } = readPlanFile(name, context.cwd);
      const { receipt, receiptPath, ended } = await rollbackPlan({
        planBytes: bytes,
        planPath: path,
        readInputs: () => readPlanInputs(plan, options, context),
        log: context.log,
        signal: context.signal,
        clock: context.clock,
        by: userAtHost(),
        toolVersion: toolVersion(),
      });
      context.stdout.write(renderReceipt(receipt, receiptPath, name, ended));
      return exitCodes.done;
    }),
  );
}
