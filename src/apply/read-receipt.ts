import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { ownSchema } from '../support/own-schema.ts';
import { packageRoot } from '../support/package-root.ts';
import type { Receipt } from './receipt.ts';

/** The receipt that these bytes are; undefined where they do not fit the schema. */
export function readReceipt(bytes: Buffer): Receipt | undefined {
  validate ??= new Ajv2020(ownSchema).compile<Receipt>(
    JSON.parse(readFileSync(join(packageRoot(), 'plan-schema', 'receipt.schema.json'), 'utf8')) as object,
  );
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return validate(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

let validate: ValidateFunction<Receipt> | undefined;
