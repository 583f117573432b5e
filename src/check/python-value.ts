import { Secret } from '../support/secret.ts';

/** Whether Python takes a configuration value as true: `"no"` and `{a: 1}` are, 0, empty and absent ones are not. */
export function isTrueInPython(value: unknown): boolean {
  if (value instanceof Secret) return !value.isEmpty;
  if (value instanceof Uint8Array || Array.isArray(value)) return value.length > 0;
  if (value instanceof Date) return true;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value) || Number.isNaN(value);
}

/** Synapse's reading of `enable_registration`: the text decides, `"yes"` and 1 are true. */
export function isTrueAsText(value: unknown): boolean {
  return ['y', 'yes', 't', 'true', 'on', '1'].includes(String(value).toLowerCase());
}

/** Whether a duration (milliseconds, or a number with s, m, h, d, w or y) is set and not zero. */
export function isDurationSet(value: unknown): boolean {
  if (typeof value === 'string') return Number(value.replace(/[smhdwy]$/, '')) !== 0;
  return typeof value === 'number' || typeof value === 'bigint' ? value !== 0 && value !== 0n : isTrueInPython(value);
}

/** An option of a section, with Python's `dict.get(key, default)`: null is a value. */
export function optionOf(section: unknown, key: string, byDefault?: unknown): unknown {
  if (typeof section !== 'object' || section === null || !Object.hasOwn(section, key)) return byDefault;
  return (section as Readonly<Record<string, unknown>>)[key];
}
