import { readStatus, type StatusRequest } from '../../apply/status/read-status.ts';
import type { Plan } from '../../plan/types.gen.ts';
import { renderStatus, statusToJson } from '../../render/status.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { PlanError } from '../../support/errors.ts';
import type { DatabaseOptions } from '../options.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { CommandContext } from '../start.ts';
import { untilInterrupted } from '../until-interrupted.ts';

interface StatusOptions extends DatabaseOptions {
  readonly format: 'text' | 'json';
  readonly json?: boolean;
}

/** `status`: how far a plan got, and the one command to run next. */
export async function work(context: CommandContext, name: string, options: StatusOptions): Promise<number> {
  const { plan, planId, path } = readPlanFile(name, context.cwd);
  const where = findDatabases(plan, options, context);
  const status = await untilInterrupted(context.signal, () =>
    readStatus({ plan, planId, planPath: path, signal: context.signal, ...where }),
  );
  const isJson = options.json === true || options.format === 'json';
  context.stdout.write((isJson ? statusToJson : renderStatus)(status, name));
  return exitCodes.done;
}

/** Files and log can be looked at where a configuration cannot be read; a wrong option, or one of another homeserver, is told. */
function findDatabases(
  plan: Plan,
  options: StatusOptions,
  context: CommandContext,
): Pick<StatusRequest, 'databases' | 'notAsked'> {
  try {
    return { databases: readPlanInputs(plan, options, context).databases };
  } catch (error) {
    const isGiven = options.synapseDatabaseUri !== undefined || options.masDatabaseUri !== undefined;
    const isOther = error instanceof PlanError && error.problems.some(({ code }) => code === 'STALE_SOURCE');
    if (!(error instanceof PlanError) || isGiven || isOther) throw error;
    return { notAsked: error.problems.map(({ message }) => message) };
  }
}
