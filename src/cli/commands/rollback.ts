import type { Command } from 'commander';
import type { AuthorizationRequest } from '../../approve/authorization.ts';
import { renderReceipt } from '../../render/receipt.ts';
import { rollbackPlan } from '../../rollback/rollback-plan.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { planError } from '../../support/errors.ts';
import { type AuthorizationOptions, addAuthorizationOptions } from '../authorization-options.ts';
import { addDatabaseOptions, type DatabaseOptions } from '../options.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import { readAuthorization } from '../read-authorization.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { CommandContext, Start } from '../start.ts';
import { toolVersion } from '../tool-version.ts';
import { userAtHost } from '../user-at-host.ts';

interface RollbackOptions extends DatabaseOptions, AuthorizationOptions {
  readonly discardMasChanges?: boolean;
}

/** `rollback`: the way back that was made with the plan. */
export function addRollbackCommand(program: Command, start: Start): void {
  const command = program
    .command('rollback')
    .description(
      'Undo a plan that is applied, or prepared. Where MAS has written since, going back would lose that: it says what, and stops.',
    )
    .argument('<plan>')
    .option(
      '--discard-mas-changes',
      'go back all the same; needs approvals of that (approve --discard-mas-changes), and the options below say which',
    );
  addDatabaseOptions(addAuthorizationOptions(command)).action(
    start(async (context, name: string, options: RollbackOptions) => {
      const { bytes, path, plan } = readPlanFile(name, context.cwd);
      const discard = readDiscard(options, path, context);
      const { receipt, receiptPath, ended } = await rollbackPlan({
        planBytes: bytes,
        planPath: path,
        readInputs: () => readPlanInputs(plan, options, context),
        discard,
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

/** Whoever says by what right means to discard; without the option nobody has to be asked. */
function readDiscard(
  { discardMasChanges, ...options }: RollbackOptions,
  planPath: string,
  context: CommandContext,
): AuthorizationRequest | undefined {
  if (discardMasChanges) return readAuthorization(options, planPath, context, 'discard-mas-changes');
  const { synapseDatabaseUri: _synapse, masDatabaseUri: _mas, ...right } = options;
  if (Object.keys(right).length === 0) return undefined;
  throw planError('USAGE', 'Approvals, policy and --plan-id are for --discard-mas-changes, which is not given.', {
    remedy: 'Leave them out: up to the point of no return nobody has to be asked.',
  });
}
