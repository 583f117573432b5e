import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { bundlePlan } from '../../audit/bundle/bundle-plan.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { planError } from '../../support/errors.ts';
import { printable } from '../../support/printable.ts';
import { readTemplates } from '../../support/read-templates.ts';
import type { DatabaseOptions } from '../options.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import { readPlanFile } from '../read-plan-file.ts';
import { readPolicyFiles } from '../read-policy-files.ts';
import type { CommandContext } from '../start.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';

interface BundleOptions extends DatabaseOptions {
  readonly out: string;
  readonly force?: boolean;
  readonly journal?: boolean;
  readonly approval?: readonly string[];
  readonly policy?: string;
  readonly allowedSigners?: string;
}

/** `bundle`: one archive for an auditor. */
export async function work(context: CommandContext, name: string, options: BundleOptions): Promise<number> {
  const { path, plan, planId, bytes } = readPlanFile(name, context.cwd);
  const out = resolve(context.cwd, options.out);
  if (!options.force) refuseExisting(out);
  const archive = await untilInterrupted(context.signal, () =>
    bundlePlan({
      plan,
      planId,
      planBytes: bytes,
      planPath: path,
      approvals: (options.approval ?? []).map((file) => resolve(context.cwd, file)),
      policy: readPolicyFiles(options, context.cwd),
      ...(options.journal && { databases: readPlanInputs(plan, options, context).databases }),
      templates: readTemplates().templates,
      log: context.log,
    }),
  );
  if (!options.force) refuseExisting(out);
  await writeFileAtomically(out, archive.bytes);
  context.stdout.write(`Written: ${printable(options.out)}, ${archive.digest}\n`);
  return exitCodes.done;
}

function refuseExisting(path: string): void {
  if (existsSync(path)) throw planError('BUNDLE_EXISTS', `${path} exists already.`, { place: { file: path } });
}
