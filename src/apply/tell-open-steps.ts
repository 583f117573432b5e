import { ownGuards } from '../plan/own-guards.ts';
import type { OperatorStep, Plan } from '../plan/types.gen.ts';
import type { Problem } from '../support/errors.ts';
import type { Log } from '../support/log.ts';

/** Says which steps for people a run has found undone, with their commands, in the plan's order. */
export function tellOpenSteps(problems: readonly Problem[], plan: Pick<Plan, 'steps'>, log: Log): void {
  const open = plan.steps.filter(
    (step): step is OperatorStep => step.kind === 'operator' && problems.some((problem) => isOf(step, problem)),
  );
  for (const { id, title, instructions } of open) {
    log.info(`To do first: ${id}, ${title}:`);
    for (const line of instructions.split('\n')) log.info(`    ${line}`);
  }
}

/** What an assert found begins with its id. */
function isOf({ guard }: OperatorStep, { code, message, place }: Problem): boolean {
  if (guard === undefined) return false;
  if (code === 'SERVICE_LISTENING') return guard === ownGuards.synapse.stopped;
  if (code === 'SERVICE_CONNECTED') return guard === ownGuards[place?.database ?? 'synapse'].stopped;
  return message.startsWith(`${guard}: `);
}
