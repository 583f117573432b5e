import type { AuthorizationRequest } from '../../approve/authorization.ts';
import { renderReceipt } from '../../render/receipt.ts';
import { rollbackPlan } from '../../rollback/rollback-plan.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { planError } from '../../support/errors.ts';
import type { AuthorizationOptions } from '../authorization-options.ts';
import type { DatabaseOptions } from '../options.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import { readAuthorization } from '../read-authorization.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { CommandContext } from '../start.ts';
import { toolVersion } from '../tool-version.ts';
import { userAtHost } from '../user-at-host.ts';

interface RollbackOptions extends DatabaseOptions, AuthorizationOptions {
  readonly discardMasChanges?: boolean;
}

/** `rollback`: the way back that was made with the plan. */
export async function work(context: CommandContext, name: string, options: RollbackOptions): Promise<number> {
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
