import { exitCodes } from '../support/error-catalog.ts';
import { PlanError, type Problem, remedyOf } from '../support/errors.ts';
import type { Receipt } from './receipt.ts';

/**
 * The failure of a run with what to run next. What any command may meet, a server that is away or a full disk, has a remedy that knows
 * of no run.
 */
export function withNextCommand(failure: unknown, command: Receipt['command']): unknown {
  if (!(failure instanceof PlanError) || failure.exitCode !== exitCodes.usage) return failure;
  const again = `Then run ${command === 'rehearse' ? 'apply --rehearse' : command} again.`;
  const [first, ...others] = failure.problems.map((problem): Problem => {
    const remedy = remedyOf(problem);
    return { ...problem, remedy: / again\.$/.test(remedy) ? remedy : `${remedy} ${again}` };
  });
  return first ? new PlanError([first, ...others], { cause: failure }) : failure;
}
