import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Receipt } from '../apply/receipt.ts';
import type { PastRun } from '../render/view/past-run.ts';
import { ownSchema } from '../support/own-schema.ts';
import { packageRoot } from '../support/package-root.ts';

/**
 * What the receipts beside a plan say of runs of this very plan, oldest first. Files that are no receipts, or of another plan of this
 * name, are passed over: a plan is shown without them too.
 */
export function readReceipts(planPath: string, planId: string): readonly PastRun[] {
  const receipts = receiptNames(planPath).flatMap((name) => readReceipt(join(dirname(planPath), name)) ?? []);
  return receipts
    .filter((receipt) => receipt.planId === planId)
    .sort((a, b) => (a.startedAt === b.startedAt ? 0 : a.startedAt < b.startedAt ? -1 : 1))
    .map(toRun);
}

function receiptNames(planPath: string): readonly string[] {
  const start = `${basename(planPath)}.receipt-`;
  try {
    return readdirSync(dirname(planPath))
      .filter((name) => name.startsWith(start) && name.endsWith('.json'))
      .sort();
  } catch {
    return [];
  }
}

function readReceipt(path: string): Receipt | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isReceipt(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

let validator: ValidateFunction<Receipt> | undefined;

function isReceipt(value: unknown): value is Receipt {
  validator ??= new Ajv2020({ ...ownSchema, strict: true, strictRequired: false }).compile<Receipt>(
    JSON.parse(readFileSync(join(packageRoot(), 'plan-schema', 'receipt.schema.json'), 'utf8')) as object,
  );
  return validator(value);
}

function toRun({ command, outcome, startedAt, endedAt, by, code, approvals = [], unapproved }: Receipt): PastRun {
  return {
    command,
    outcome,
    startedAt,
    endedAt,
    by,
    ...(code === undefined ? {} : { code }),
    approvedBy: approvals.map(({ identity }) => identity),
    ...(unapproved === undefined ? {} : { unapproved }),
  };
}
