import { resolve } from 'node:path';
import { verifyAudit } from '../../audit/verify-audit.ts';
import { renderAuditReport } from '../../render/audit-report.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import type { DatabaseOptions } from '../options.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { CommandContext } from '../start.ts';
import { untilInterrupted } from '../until-interrupted.ts';

interface VerifyOptions extends DatabaseOptions {
  readonly database: boolean;
  readonly approval?: readonly string[];
  readonly noted?: string;
}

/** `audit verify`: whether what tells of a plan is whole. */
export async function work(context: CommandContext, name: string, options: VerifyOptions): Promise<number> {
  const { path, plan, planId } = readPlanFile(name, context.cwd);
  const databases = options.database ? readPlanInputs(plan, options, context).databases : undefined;
  const approvals = (options.approval ?? []).map((file) => resolve(context.cwd, file));
  const { noted } = options;
  const request = {
    plan,
    planId,
    planPath: path,
    approvals,
    log: context.log,
    ...(databases && { databases }),
    ...(noted !== undefined && { noted }),
  };
  const report = await untilInterrupted(context.signal, () => verifyAudit(request));
  context.stdout.write(renderAuditReport(report));
  return exitCodes.done;
}
