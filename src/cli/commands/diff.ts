import { type Command, Option } from 'commander';
import { diffPlans } from '../../render/diff/diff-plans.ts';
import { type DiffFormat, diffFormats, renderDiff } from '../../render/render-diff.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { collectProblems } from '../collect-problems.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { Start } from '../start.ts';

interface DiffOptions {
  readonly format: DiffFormat;
  readonly exitCode?: boolean;
}

/** `diff`: what is not the same in two plans, and whether approvals of the old one hold for the new one. Plans with errors too. */
export function addDiffCommand(program: Command, start: Start): void {
  program
    .command('diff')
    .description(
      'Say what differs between two plans, and whether approvals of the old one still hold. Needs nothing but the files.',
    )
    .argument('<old>')
    .argument('<new>')
    .addOption(new Option('--format <format>', 'of the result').choices(diffFormats).default('text'))
    .option('--exit-code', 'exit 2 when anything differs')
    .action(
      start(async ({ cwd, stdout }, oldName: string, newName: string, { format, exitCode }: DiffOptions) => {
        const plans = collectProblems({
          old: () => readPlanFile(oldName, cwd),
          new: () => readPlanFile(newName, cwd),
        });
        const diff = diffPlans(plans.old, plans.new);
        stdout.write(renderDiff(format, diff));
        return exitCode && !diff.same ? exitCodes.changes : exitCodes.done;
      }),
    );
}
