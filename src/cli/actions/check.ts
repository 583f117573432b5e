import { renderFindings } from '../../render/findings.ts';
import type { FindingsFormat } from '../../render/formats.ts';
import { createdAt } from '../created-at.ts';
import { exitCodeOfPlan } from '../exit-code-of-plan.ts';
import { makePlan } from '../make-plan.ts';
import type { ChoiceOptions, InputOptions } from '../options.ts';
import { planRequest } from '../plan-request.ts';
import type { CommandContext } from '../start.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { userAtHost } from '../user-at-host.ts';
import { writeAcceptances } from '../write-acceptances.ts';

interface CheckOptions extends InputOptions, ChoiceOptions {
  readonly format: FindingsFormat;
}

/** `check`: the findings of a plan that is made and thrown away, so that both always say the same. */
export async function work(context: CommandContext, options: CheckOptions): Promise<number> {
  const created = { at: createdAt(undefined, context.env, context.clock), by: userAtHost() };
  const plan = await untilInterrupted(context.signal, () => makePlan(planRequest(context, options, created)));
  const { findings, decisions, logins, lifecycle, appservices, accounting, source } = plan;
  context.stdout.write(
    renderFindings(options.format, {
      serverName: source.serverName,
      findings,
      ...(decisions ? { decisions } : {}),
      logins,
      ...(appservices ? { appservices } : {}),
      ...(lifecycle ? { lifecycle } : {}),
      accounting,
    }),
  );
  await writeAcceptances(options.writeAcceptances, plan, context);
  return exitCodeOfPlan(plan);
}
