import type { PlanFormat } from '../../render/render-plan.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { planError } from '../../support/errors.ts';
import { readTemplates } from '../../support/read-templates.ts';
import { planReports, writeReports } from '../plan-reports.ts';
import { readPlanFile } from '../read-plan-file.ts';
import { readReceipts } from '../read-receipts.ts';
import type { ReportOutput } from '../report-output.ts';
import type { CommandContext } from '../start.ts';

interface ShowOptions {
  readonly format?: PlanFormat;
  readonly output?: readonly ReportOutput[];
  readonly maxBytes?: number;
  readonly receipts: boolean;
}

/** `show`: the plan for people and programs. It also shows plans that are stale, applied or errored. */
export async function work(context: CommandContext, name: string, options: ShowOptions): Promise<number> {
  const { format, output = [], maxBytes: most } = options;
  const asked = format ?? (output.length === 0 ? 'text' : undefined);
  const outputs = [...output, ...(asked ? [{ format: asked, file: '-' }] : [])];
  if (most !== undefined && !outputs.some((each) => each.format === 'markdown')) {
    throw planError('USAGE', '--max-bytes is for markdown, which is not asked for.');
  }
  const { templates } = readTemplates();
  const plan = readPlanFile(name, context.cwd);
  const shown = {
    templates,
    planFile: name,
    runs: options.receipts ? readReceipts(plan.path, plan.planId) : [],
    ...(most === undefined ? {} : { maxBytes: most }),
  };
  const reports = planReports(plan, outputs, context.cwd, shown);
  await writeReports(reports, context);
  return exitCodes.done;
}
