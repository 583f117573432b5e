import { diffPlans } from '../../render/diff/diff-plans.ts';
import type { DiffFormat } from '../../render/formats.ts';
import { renderDiff } from '../../render/render-diff.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { collectProblems } from '../collect-problems.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { CommandContext } from '../start.ts';

interface DiffOptions {
  readonly format: DiffFormat;
  readonly exitCode?: boolean;
}

/** `diff`: what is not the same in two plans, and whether approvals of the old one hold for the new one. Plans with errors too. */
export async function work(
  { cwd, stdout }: CommandContext,
  oldName: string,
  newName: string,
  { format, exitCode }: DiffOptions,
): Promise<number> {
  const plans = collectProblems({
    old: () => readPlanFile(oldName, cwd),
    new: () => readPlanFile(newName, cwd),
  });
  const diff = diffPlans(plans.old, plans.new);
  stdout.write(renderDiff(format, diff));
  return exitCode && !diff.same ? exitCodes.changes : exitCodes.done;
}
