import { liveReportToJson, renderLiveReport } from '../../render/live-report.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { planError, throwProblems } from '../../support/errors.ts';
import { requireApplied } from '../../verify/require-applied.ts';
import type { DatabaseOptions } from '../options.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import type { PlanFile } from '../read-plan-file.ts';
import type { CommandContext } from '../start.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import type { LiveOptions } from './live-options.ts';
import { type LiveRequest, probeLive } from './probe-live.ts';

export interface VerifyLiveOptions extends DatabaseOptions, LiveOptions {
  /** False: only what clients see is asked, and nothing secret is sent. */
  readonly database: boolean;
  readonly format: 'text' | 'json';
}

/**
 * `verify --live`: whether the services that run do what the plan meant. The report goes to stdout, whatever it says.
 * @throws PlanError with all problems (exit 18); NOT_APPLIED before anything is asked
 */
export async function verifyLive(
  file: Pick<PlanFile, 'plan' | 'planId'>,
  options: VerifyLiveOptions,
  context: CommandContext,
): Promise<number> {
  const probes = await probeLive(await liveRequest(file, options, context), options, context);
  const report = options.format === 'json' ? liveReportToJson(probes, file.planId) : renderLiveReport(probes);
  context.stdout.write(report);
  throwProblems(probes.flatMap(({ problem }) => problem ?? []));
  return exitCodes.done;
}

/** A plan that nobody has approved could name addresses of somebody who wants the secrets. */
async function liveRequest(
  { plan, planId }: Pick<PlanFile, 'plan' | 'planId'>,
  options: VerifyLiveOptions,
  context: CommandContext,
): Promise<LiveRequest> {
  if (!options.database) {
    if (options.tokenFile === undefined) return { plan };
    throw planError(
      'USAGE',
      '--token-file and --no-database exclude each other: only the database tells that the plan was applied.',
      {
        remedy: 'Run it where the database of MAS can be reached, or without --token-file.',
      },
    );
  }
  const { databases, readSharedSecret } = readPlanInputs(plan, options, context);
  await untilInterrupted(context.signal, () => requireApplied(plan, planId, databases));
  return { plan, readSharedSecret: () => readSharedSecret(plan.live.mas.sharedSecret) };
}
