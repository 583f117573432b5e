import { type Command, Option } from 'commander';
import { applyPlan } from '../../apply/apply-plan.ts';
import type { Phase } from '../../plan/types.gen.ts';
import { renderReceipt } from '../../render/receipt.ts';
import { renderStepsAfter } from '../../render/runbook/render-steps-after.ts';
import { expectedSeconds } from '../../render/view/expected-seconds.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { planError } from '../../support/errors.ts';
import { type AuthorizationOptions, addAuthorizationOptions } from '../authorization-options.ts';
import { defaultJobs, jobsOption } from '../jobs-option.ts';
import { addNetworkOptions, type NetworkOptions } from '../live/live-options.ts';
import { readNetwork } from '../live/read-network.ts';
import { addDatabaseOptions, type DatabaseOptions } from '../options.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import { readAuthorization } from '../read-authorization.ts';
import { readPlanFile } from '../read-plan-file.ts';
import { withRight } from '../right-words.ts';
import type { Start } from '../start.ts';
import { toolVersion } from '../tool-version.ts';
import { userAtHost } from '../user-at-host.ts';

interface ApplyOptions extends DatabaseOptions, AuthorizationOptions, NetworkOptions {
  readonly phase?: Phase;
  readonly rehearse?: boolean;
  readonly jobs?: number;
}

/** `apply`: runs the bytes of a plan, and nothing else. */
export function addApplyCommand(program: Command, start: Start): void {
  const command = program
    .command('apply')
    .description(
      'Run a plan, phase by phase, up to the first that cannot begin. prepare: its files that come before the outage; services may run. ' +
        'cutover: one transaction on the database of MAS, then the files; Synapse and MAS must be stopped. ' +
        'finish: asks both, which run again, whether they do what the plan meant; it starts nothing.',
    )
    .argument('<plan>')
    .addOption(
      new Option('--phase <phase>', 'only this phase (default: all, in order)').choices([
        'prepare',
        'cutover',
        'finish',
      ]),
    )
    .addOption(jobsOption())
    .option(
      '--rehearse',
      'do everything up to the commit, then roll back; no file is put in place. With the options for databases also on copies of them',
    );
  addNetworkOptions(addDatabaseOptions(addAuthorizationOptions(command))).action(
    start(async (context, name: string, options: ApplyOptions) => {
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
    }),
  );
}
