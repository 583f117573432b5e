import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { packageRoot } from '../../src/support/package-root.ts';
import { Secret } from '../../src/support/secret.ts';

const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(
  JSON.parse(readFileSync(join(packageRoot(), 'test/fixtures/mas-config.schema.json'), 'utf8')) as object,
);

/** What MAS's own schema has against a configuration; `secrets`, which the compiler never touches, need not be there. */
export function masSchemaErrors(config: unknown): readonly string[] {
  const whole = { secrets: {}, ...(revealAll(config) as object) };
  return validate(whole) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

/** The same value with every secret as it is in the file. */
export function revealAll(value: unknown): unknown {
  if (value instanceof Secret) return value.reveal();
  if (Array.isArray(value)) return value.map(revealAll);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revealAll(item)]));
}
