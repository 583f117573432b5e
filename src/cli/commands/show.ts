import { type Command, InvalidArgumentError, Option } from 'commander';
import type { PlanFormat } from '../../render/render-plan.ts';
import { leastBytes } from '../../render/shorten/fit.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { planError } from '../../support/errors.ts';
import { readTemplates } from '../../support/read-templates.ts';
import { planReports, writeReports } from '../plan-reports.ts';
import { readPlanFile } from '../read-plan-file.ts';
import { readReceipts } from '../read-receipts.ts';
import { planFormats, type ReportOutput, reportOutput } from '../report-output.ts';
import type { Start } from '../start.ts';

interface ShowOptions {
  readonly format?: PlanFormat;
  readonly output?: readonly ReportOutput[];
  readonly maxBytes?: number;
  readonly receipts: boolean;
}

/** `show`: the plan for people and programs. It also shows plans that are stale, applied or errored. */
export function addShowCommand(program: Command, start: Start): void {
  program
    .command('show')
    .description('Show a plan and its id. Needs nothing but the file.')
    .argument('<plan>')
    .addOption(
      new Option('--format <format>', 'of the result (default: text, or nothing where --output is given)').choices(
        planFormats,
      ),
    )
    .addOption(
      new Option(
        '--output <format=file>',
        'write this format to a file, - for stdout; may be repeated; sql=FOLDER/ writes a file for each phase',
      ).argParser(reportOutput),
    )
    .addOption(
      new Option(
        '--max-bytes <n>',
        `shorten markdown to so many bytes, at least ${leastBytes}; a comment on GitHub takes 65536`,
      ).argParser(maxBytes),
    )
    .option('--no-receipts', 'do not look at receipts beside the plan: the reports are of the file alone')
    .action(
      start(async (context, name: string, options: ShowOptions) => {
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
      }),
    );
}

function maxBytes(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < leastBytes || !Number.isSafeInteger(value))
    throw new InvalidArgumentError(`It must be a whole number from ${leastBytes} on.`);
  return value;
}
