import { applyPlan } from '../../apply/apply-plan.ts';
import type { Phase } from '../../plan/types.gen.ts';
import { renderReceipt } from '../../render/receipt.ts';
import { renderStepsAfter } from '../../render/runbook/render-steps-after.ts';
import { expectedSeconds } from '../../render/view/expected-seconds.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { planError } from '../../support/errors.ts';
import type { AuthorizationOptions } from '../authorization-options.ts';
import { defaultJobs } from '../jobs-option.ts';
import type { NetworkOptions } from '../live/live-options.ts';
import { readNetwork } from '../live/read-network.ts';
import type { DatabaseOptions } from '../options.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import { readAuthorization } from '../read-authorization.ts';
import { readPlanFile } from '../read-plan-file.ts';
import { withRight } from '../right-words.ts';
import type { CommandContext } from '../start.ts';
import { toolVersion } from '../tool-version.ts';
import { userAtHost } from '../user-at-host.ts';

interface ApplyOptions extends DatabaseOptions, AuthorizationOptions, NetworkOptions {
  readonly phase?: Phase;
  readonly rehearse?: boolean;
  readonly jobs?: number;
}

/** `apply`: runs the bytes of a plan, and nothing else. */
export async function work(context: CommandContext, name: string, options: ApplyOptions): Promise<number> {
  const { bytes, path, plan, planId } = readPlanFile(name, context.cwd);
  if (options.rehearse && options.phase === 'finish') {
    throw planError('USAGE', '--rehearse is of the phases prepare and cutover: finish changes nothing.');
  }
  const authorization = readAuthorization(options, path, context);
  const { receipt, receiptPath, ended } = await applyPlan({
    planBytes: bytes,
    planPath: path,
    authorization,
    readInputs: () => readPlanInputs(plan, options, context),
    phase: options.phase,
    probing: {
      network: readNetwork(options, context),
      waitMs: options.wait * 1000,
      ...(options.skip && { skip: options.skip }),
    },
    rehearse: options.rehearse ?? false,
    jobs: options.jobs ?? defaultJobs(),
    estimates: expectedSeconds(plan),
    named: [
      ...(options.synapseDatabaseUri === undefined ? [] : ['synapse' as const]),
      ...(options.masDatabaseUri === undefined ? [] : ['mas' as const]),
    ],
    log: context.log,
    signal: context.signal,
    clock: context.clock,
    by: userAtHost(),
    toolVersion: toolVersion(),
  });
  const right = receipt.outcome === 'rehearsed' ? {} : options;
  context.stdout.write(withRight(renderReceipt(receipt, receiptPath, name, ended), right));
  context.stdout.write(withRight(renderStepsAfter(plan, planId, receipt, name), right));
  return exitCodes.done;
}
