import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { verifyAudit } from '../../src/audit/verify-audit.ts';
import type { AuditReport } from '../../src/render/audit-report.ts';
import { silentLog } from '../../src/support/log.ts';
import { type PlannedExample, planExample, problemsOf } from '../apply/planned-example.ts';

/** The example with its audit trail. */
export interface AuditedExample extends PlannedExample {
  readonly logPath: string;
  /** The lines of the audit log, with their line ends. */
  lines(): readonly string[];
  rewrite(lines: readonly string[]): void;
  receiptNames(): readonly string[];
  audit(options?: { readonly database?: boolean }): Promise<AuditReport>;
  /** The codes of what audit finds, with the line where there is one, each once. */
  found(options?: { readonly database?: boolean }): Promise<readonly string[]>;
}

export async function auditedExample(t: TestContext): Promise<AuditedExample> {
  return withAudit(await planExample(t, { users: 24 }));
}

export function withAudit(example: PlannedExample): AuditedExample {
  const { cwd, plan, planId, databases } = example;
  const logPath = join(cwd, 'plan.yaml.audit.jsonl');
  const audit: AuditedExample['audit'] = ({ database = true } = {}) =>
    verifyAudit({
      plan,
      planId,
      planPath: join(cwd, 'plan.yaml'),
      approvals: [],
      log: silentLog,
      ...(database && { databases }),
    });
  return {
    ...example,
    logPath,
    lines: () => readFileSync(logPath, 'utf8').split(/(?<=\n)/),
    rewrite: (lines) => writeFileSync(logPath, lines.join('')),
    receiptNames: () =>
      readdirSync(cwd)
        .filter((name) => name.includes('.receipt-'))
        .sort(),
    audit,
    found: async (options) => {
      const problems = await problemsOf(audit(options));
      return [...new Set(problems.map(({ code, place }) => (place?.line ? `${code} ${place.line}` : code)))];
    },
  };
}
