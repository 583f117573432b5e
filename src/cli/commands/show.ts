import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { renderPlan } from '../../render/render-plan.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { planError } from '../../support/errors.ts';
import { readTemplates } from '../../support/read-templates.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { Start } from '../start.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';

const formats = ['text', 'markdown', 'html', 'json', 'sql', 'sarif'] as const;
type Format = (typeof formats)[number];

interface ShowOptions {
  readonly format?: Format;
  readonly output?: readonly ReportFile[];
}

interface ReportFile {
  readonly format: Format;
  readonly file: string;
}

/** `show`: the plan for people and programs. It also shows plans that are stale, applied or errored. */
export function addShowCommand(program: Command, start: Start): void {
  program
    .command('show')
    .description('Show a plan and its id. Needs nothing but the file.')
    .argument('<plan>')
    .addOption(
      new Option('--format <format>', 'of the result (default: text, or nothing where --output is given)').choices(
        formats,
      ),
    )
    .addOption(
      new Option('--output <format=file>', 'write this format to a file; may be repeated').argParser(reportFile),
    )
    .action(
      start(async (context, name: string, options: ShowOptions) => {
        const { plan, planId, path } = readPlanFile(name, context.cwd);
        const { templates } = readTemplates();
        const outputs = (options.output ?? []).map((output) => ({
          ...output,
          path: resolve(context.cwd, output.file),
          text: renderPlan(output.format, plan, { planId, templates }),
        }));
        if (outputs.some((output) => output.path === path)) {
          throw planError('USAGE', '--output names the plan itself.', { place: { file: path } });
        }
        for (const output of outputs) {
          await writeFileAtomically(output.path, output.text);
          context.log.info(`Written: ${output.file}`);
        }
        const format = options.format ?? (outputs.length === 0 ? 'text' : undefined);
        if (format) context.stdout.write(renderPlan(format, plan, { planId, templates }));
        return exitCodes.done;
      }),
    );
}

function reportFile(text: string, previous: readonly ReportFile[] = []): readonly ReportFile[] {
  const [, name, file] = /^([a-z]+)=(.+)$/s.exec(text) ?? [];
  const format = formats.find((known) => known === name);
  if (!format || !file) throw new InvalidArgumentError(`It must be FORMAT=FILE with one of ${formats.join(', ')}.`);
  return [...previous, { format, file }];
}
