import { type Command, Option } from 'commander';
import { applyPlan } from '../../apply/apply-plan.ts';
import { checkPlanId } from '../../apply/check-plan-id.ts';
import type { RunPhase } from '../../apply/files/file-steps.ts';
import { renderReceipt } from '../../render/receipt.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { addDatabaseOptions, type DatabaseOptions } from '../options.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { Start } from '../start.ts';
import { toolVersion } from '../tool-version.ts';
import { userAtHost } from '../user-at-host.ts';

interface ApplyOptions extends DatabaseOptions {
  readonly planId?: string;
  readonly phase?: RunPhase;
  readonly rehearse?: boolean;
}

/** `apply`: runs the bytes of a plan, and nothing else. */
export function addApplyCommand(program: Command, start: Start): void {
  const command = program
    .command('apply')
    .description(
      'Run a plan. prepare: its files that come before the outage; services may run. cutover: one transaction on the database of MAS, ' +
        'then the files; Synapse and MAS must be stopped.',
    )
    .argument('<plan>')
    .option('--plan-id <id>', 'the id that show prints: what you looked at is what runs')
    .addOption(
      new Option('--phase <phase>', 'only this phase (default: prepare, then cutover)').choices(['prepare', 'cutover']),
    )
    .option('--rehearse', 'do everything up to the commit, then roll back; no file is put in place');
  addDatabaseOptions(command).action(
    start(async (context, name: string, options: ApplyOptions) => {
      const { bytes, path, plan, planId } = readPlanFile(name, context.cwd);
      // Nobody has looked at a plan with another id: not even the files that it names are read.
      checkPlanId(planId, options.planId);
      const { databases, resolveSecret } = readPlanInputs(plan, options, context);
      const { receipt, receiptPath } = await applyPlan({
        planBytes: bytes,
        planPath: path,
        givenPlanId: options.planId,
        databases,
        resolveSecret,
        phase: options.phase,
        rehearse: options.rehearse ?? false,
        log: context.log,
        signal: context.signal,
        clock: context.clock,
        by: userAtHost(),
        toolVersion: toolVersion(),
      });
      context.stdout.write(renderReceipt(receipt, receiptPath, name));
      return exitCodes.done;
    }),
  );
}
