import { compiledSchema } from '../support/compiled-schema.ts';
import type { Receipt } from './receipt.ts';

/** The receipt that these bytes are; undefined where they do not fit the schema. */
export function readReceipt(bytes: Buffer): Receipt | undefined {
  const validate = compiledSchema<Receipt>('receipt');
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return validate(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
