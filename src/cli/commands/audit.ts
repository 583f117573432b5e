import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { readHistory } from '../../audit/read-history.ts';
import { verifyAudit } from '../../audit/verify-audit.ts';
import { renderAuditHistory } from '../../render/audit-history.ts';
import { renderAuditReport } from '../../render/audit-report.ts';
import { toJson } from '../../render/to-json.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { addDatabaseOptions, type DatabaseOptions } from '../options.ts';
import { readPlanInputs } from '../plan-inputs.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { Start } from '../start.ts';
import { untilInterrupted } from '../until-interrupted.ts';

interface VerifyOptions extends DatabaseOptions {
  readonly database: boolean;
  readonly approval?: readonly string[];
  readonly noted?: string;
}

/** `audit`: what happened to a plan, and whether what tells of it is whole. */
export function addAuditCommand(program: Command, start: Start): void {
  const audit = program
    .command('audit')
    .description('Show what happened to a plan, and check that nobody changed what tells of it.');
  const verify = audit
    .command('verify')
    .description(
      'Check the audit log, the receipts, the approvals and the journal in the database of MAS against each other. Writes nothing.',
    )
    .argument('<plan>')
    .option('--no-database', 'do not ask the journal in the database of MAS')
    .option('--approval <file...>', 'approvals that do not lie beside the plan; may be repeated')
    .addOption(
      new Option('--noted <hash>', 'of a line of the log, as it was noted elsewhere: it must still be there').argParser(
        hash,
      ),
    );
  addDatabaseOptions(verify).action(
    start(async (context, name: string, options: VerifyOptions) => {
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
    }),
  );
  audit
    .command('show')
    .description('Show what happened to a plan, as its audit log and receipts tell. Needs no database.')
    .argument('<plan>')
    .addOption(new Option('--format <format>', 'of the result').choices(['text', 'json']).default('text'))
    .action(
      start(async (context, name: string, options: { readonly format: 'text' | 'json' }) => {
        const { path, planId } = readPlanFile(name, context.cwd);
        const entries = await readHistory(path);
        const history = { formatVersion: '1.0', planId, entries };
        context.stdout.write(options.format === 'json' ? toJson(history) : renderAuditHistory(entries, planId));
        return exitCodes.done;
      }),
    );
}

function hash(text: string): string {
  if (/^sha256:[0-9a-f]{64}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be sha256: and 64 hexadecimal digits.');
}
