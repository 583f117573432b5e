import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { planIdOf } from '../../plan/plan-id.ts';
import { writePlan } from '../../plan/write-plan.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { planError } from '../../support/errors.ts';
import { createdAt } from '../created-at.ts';
import { exitCodeOfPlan, holdsChanges } from '../exit-code-of-plan.ts';
import { makePlan } from '../make-plan.ts';
import type { ChoiceOptions, InputOptions } from '../options.ts';
import { planRequest } from '../plan-request.ts';
import type { CommandContext } from '../start.ts';
import { summarizePlan } from '../summarize-plan.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { userAtHost } from '../user-at-host.ts';
import { writeAcceptances } from '../write-acceptances.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';

interface PlanOptions extends InputOptions, ChoiceOptions {
  readonly out: string;
  readonly force?: boolean;
  readonly detailedExitcode?: boolean;
  readonly createdAt?: string;
  readonly createdBy?: string;
}

/** `plan`: writes the plan file, also one with errors, so that people can look at it. */
export async function work(context: CommandContext, options: PlanOptions): Promise<number> {
  const path = resolve(context.cwd, options.out);
  if (!options.force) refuseExisting(path);
  const created = {
    at: createdAt(options.createdAt, context.env, context.clock),
    by: options.createdBy ?? userAtHost(),
  };
  const plan = await untilInterrupted(context.signal, () => makePlan(planRequest(context, options, created)));
  const text = writePlan(plan);
  if (!options.force) refuseExisting(path);
  await writeFileAtomically(path, text);
  await writeAcceptances(options.writeAcceptances, plan, context);
  context.stdout.write(summarizePlan(plan, options.out, planIdOf(Buffer.from(text))));
  context.log.info(
    plan.errored
      ? 'This plan can be shown but not applied: it has errors.'
      : `Look at it: syn2mas-plan show ${options.out}`,
  );
  const code = exitCodeOfPlan(plan);
  if (code !== exitCodes.done || !options.detailedExitcode) return code;
  return holdsChanges(plan) ? exitCodes.changes : exitCodes.done;
}

/** Before the plan is made, which may take minutes, and once more after it. */
function refuseExisting(path: string): void {
  if (existsSync(path)) throw planError('PLAN_EXISTS', `${path} exists already.`, { place: { file: path } });
}
