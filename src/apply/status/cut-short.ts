import { type ErrorCode, errorCatalog, exitCodes } from '../../support/error-catalog.ts';
import type { RunOfPlan } from './runs-of-plan.ts';

/**
 * The run of a plan, of those that change something, that began and of which nothing says how it ended; undefined where a later one got
 * further than a refusal: that began over, or finished.
 */
export function findCutShort(runs: readonly RunOfPlan[]): RunOfPlan | undefined {
  const newest = runs.findLast(({ command, ended, ...run }) => {
    if (command === 'verify') return false;
    return ended ? hasBegun({ command, ended, ...run }) : command !== 'rehearse';
  });
  return newest?.ended ? undefined : newest;
}

/** A run that was refused has not touched anything. */
function hasBegun({ ended }: RunOfPlan): boolean {
  if (ended?.outcome !== 'failed') return true;
  const code = ended.code as ErrorCode | undefined;
  return code === undefined || !Object.hasOwn(errorCatalog, code) || !refusals.has(errorCatalog[code].exitCode);
}

const refusals: ReadonlySet<number> = new Set([
  exitCodes.usage,
  exitCodes.planInvalid,
  exitCodes.notApproved,
  exitCodes.stale,
  exitCodes.locked,
]);
