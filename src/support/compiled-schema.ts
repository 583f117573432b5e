import { createRequire } from 'node:module';
import type { Options, ValidateFunction } from 'ajv/dist/2020.js';

/** How AJV compiles the schemas by which this program judges what it reads: those of `plan-schema/`, and check/mas-options-schema.ts. */
export const compiledSchemas = {
  plan: { allErrors: true, strict: true, strictRequired: false },
  receipt: { strict: true, strictRequired: false },
  'audit-line': {},
  approval: { strict: true },
  'discard-approval': { strict: true },
  acceptances: { allErrors: true },
  config: { allErrors: true },
  policy: { allErrors: true },
  tokens: { allErrors: true },
  'mas-options': { allErrors: true, strict: false },
} as const satisfies Readonly<Record<string, Options>>;

export type CompiledSchema = keyof typeof compiledSchemas;

/**
 * Judges by one of them. The build compiled it (test/write-compiled-schemas.ts): to load AJV and to compile takes a sixth of the
 * processor time of a short command.
 */
export function compiledSchema<T = unknown>(name: CompiledSchema): ValidateFunction<T> {
  return require(`./compiled-schemas/${name}.cjs`) as ValidateFunction<T>;
}

const require = createRequire(import.meta.url);
