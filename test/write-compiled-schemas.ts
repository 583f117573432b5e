import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type Options } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { masOptionsSchema } from '../src/check/mas-options-schema.ts';
import { type CompiledSchema, compiledSchemas } from '../src/support/compiled-schema.ts';
import { packageRoot } from '../src/support/package-root.ts';

// The end of `npm run build`: what src/support/compiled-schema.ts loads.
const folder = join(packageRoot(), 'dist', 'src', 'support', 'compiled-schemas');
mkdirSync(folder, { recursive: true });
for (const [name, options] of Object.entries(compiledSchemas) as Iterable<[CompiledSchema, Options]>) {
  // A part that several parts refer to is compiled once.
  const ajv = new Ajv2020({ ...options, inlineRefs: false, code: { source: true } });
  writeFileSync(join(folder, `${name}.cjs`), standalone.default(ajv, ajv.compile(schemaOf(name))));
}

function schemaOf(name: CompiledSchema): object {
  if (name === 'mas-options') return masOptionsSchema;
  return JSON.parse(readFileSync(join(packageRoot(), 'plan-schema', `${name}.schema.json`), 'utf8')) as object;
}
