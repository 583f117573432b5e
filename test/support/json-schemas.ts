import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { packageRoot } from '../../src/support/package-root.ts';

const folder = join(packageRoot(), 'plan-schema');

/** What in a value does not fit plan-schema/NAME.schema.json; empty where all does. */
export function schemaErrorsOf(name: string, value: unknown): readonly string[] {
  ajv ??= readAll();
  const validate = ajv.getSchema(idOf(name));
  if (validate === undefined) throw new Error(`there is no schema ${name}`);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

let ajv: Ajv2020 | undefined;

function readAll(): Ajv2020 {
  const names = readdirSync(folder).map((file) => file.replace('.schema.json', ''));
  return new Ajv2020({ allErrors: true, schemas: names.map(read) });
}

function read(name: string): { readonly $id: string } {
  return JSON.parse(readFileSync(join(folder, `${name}.schema.json`), 'utf8')) as { readonly $id: string };
}

function idOf(name: string): string {
  return read(name).$id;
}
