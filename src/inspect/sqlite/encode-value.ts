import { isUtf8 } from 'node:buffer';
import type { SourceType } from './source-tables.ts';

/** A value of SQLite as it is asked for (load-table.ts): text as bytes, a blob as the text `blob`. */
type Value = number | bigint | string | Uint8Array | null;

/** Why PostgreSQL cannot hold a value in a column of a type. */
export class OddValue extends Error {}

/**
 * The bytes of a value in PostgreSQL's binary COPY format, without their length; undefined for NULL. SQLite keeps any value in any
 * column, so each kind that does not belong is decided here:
 * a number where text belongs is its digits, as SQLite itself would compare it; every number but 0 is true, as for Synapse;
 * what has no counterpart is refused.
 * @throws OddValue
 */
export function encodeValue(value: Value, type: SourceType): Uint8Array | undefined {
  if (value === null) return undefined;
  if (value === 'blob') throw new OddValue(`a blob, where ${belongs[type]} belongs`);
  if (type === 'text') return encodeText(value);
  if (typeof value !== 'number' && typeof value !== 'bigint')
    throw new OddValue(`text, where ${belongs[type]} belongs`);
  if (typeof value === 'number' && !Number.isInteger(value))
    throw new OddValue('a number with a fraction, or none at all');
  const whole = BigInt(value);
  if (type === 'boolean') return Buffer.from([whole === 0n ? 0 : 1]);
  return encodeInteger(whole, type);
}

const belongs = {
  text: 'text',
  boolean: 'a truth value',
  bigint: 'a number',
  integer: 'a number',
  smallint: 'a number',
} as const;

function encodeText(value: Exclude<Value, null>): Uint8Array {
  if (!(value instanceof Uint8Array)) return Buffer.from(String(value));
  if (value.includes(0)) throw new OddValue('text with a NUL character, which PostgreSQL does not take');
  if (!isUtf8(value)) throw new OddValue('text that is not UTF-8');
  return value;
}

const sizes = { smallint: 2, integer: 4, bigint: 8 } as const;

function encodeInteger(value: bigint, type: keyof typeof sizes): Uint8Array {
  const size = sizes[type];
  if (BigInt.asIntN(size * 8, value) !== value) throw new OddValue(`a number that is too large for a ${type}`);
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes.subarray(8 - size);
}
