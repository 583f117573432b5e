import { type Command, Option } from 'commander';
import { type FindingsFormat, findingsFormats, renderFindings } from '../../render/findings.ts';
import { createdAt } from '../created-at.ts';
import { exitCodeOfPlan } from '../exit-code-of-plan.ts';
import { makePlan } from '../make-plan.ts';
import { addChoiceOptions, addInputOptions, type ChoiceOptions, type InputOptions } from '../options.ts';
import { planRequest } from '../plan-request.ts';
import type { Start } from '../start.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { userAtHost } from '../user-at-host.ts';
import { writeAcceptances } from '../write-acceptances.ts';

interface CheckOptions extends InputOptions, ChoiceOptions {
  readonly format: FindingsFormat;
}

/** `check`: the findings of a plan that is made and thrown away, so that both always say the same. */
export function addCheckCommand(program: Command, start: Start): void {
  const command = program
    .command('check')
    .description('Say what stands in the way. Reads both configurations and both databases; writes nothing.');
  addChoiceOptions(addInputOptions(command))
    .addOption(new Option('--format <format>', 'of the result').choices(findingsFormats).default('text'))
    .action(
      start(async (context, options: CheckOptions) => {
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
      }),
    );
}
