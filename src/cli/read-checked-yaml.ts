import { readFileSync } from 'node:fs';
import type { ErrorObject } from 'ajv/dist/2020.js';
import { type Document, LineCounter, parseDocument, visit } from 'yaml';
import { unreadable } from '../config/read-source-files.ts';
import { type CompiledSchema, compiledSchema } from '../support/compiled-schema.ts';
import { type Place, PlanError, type Problem, throwProblems } from '../support/errors.ts';

/** What a YAML file holds that fits its schema. */
export interface CheckedYaml {
  readonly bytes: Buffer;
  readonly value: unknown;
  /** Where a value stands, by the keys that lead there. */
  placeAt(keys: readonly string[]): Place;
}

/**
 * Reads a YAML file and holds it against a schema of plan-schema.
 * @param options `isSecret`: nothing of the file is shown, not even the names of fields that are not known
 * @throws PlanError FILE_UNREADABLE, CONFIG_YAML or CONFIG_WRONG_TYPE, all problems with their places
 */
export function readCheckedYaml(
  path: string,
  schema: CompiledSchema,
  options: { readonly isSecret?: boolean } = {},
): CheckedYaml {
  const bytes = readBytes(path);
  const lineCounter = new LineCounter();
  const document = parseDocument(bytes.toString(), { lineCounter, prettyErrors: false });
  const placeOf = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { file: path, line, column: col };
  };
  throwProblems(
    document.errors.map(
      ({ code, pos }): Problem => ({
        code: 'CONFIG_YAML',
        message: `${path} is not YAML: ${code}`,
        place: placeOf(pos[0]),
      }),
    ),
  );
  const placeAt = (keys: readonly string[]): Place => {
    const node = document.getIn(
      keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
      true,
    ) as { readonly range?: readonly number[] } | undefined;
    return placeOf(node?.range?.[0] ?? 0);
  };
  const value = valueOfDocument(document, (offset, message) => ({
    code: 'CONFIG_YAML',
    message: `${path} is not YAML: ${message}`,
    place: placeOf(offset),
  }));
  throwProblems(
    findSchemaErrors(value, schema, options).map(({ keys, message }): Problem => {
      const key = keys.join('.');
      return { code: 'CONFIG_WRONG_TYPE', message: `${key || path} ${message}`, place: { ...placeAt(keys), key } };
    }),
  );
  return { bytes, value, placeAt };
}

/** What an alias stands for is known only now: one without an anchor, and aliases of aliases that would fill the memory, are found here. */
function valueOfDocument(document: Document.Parsed, problem: (offset: number, message: string) => Problem): unknown {
  const lost: number[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (!alias.resolve(document)) lost.push(alias.range?.[0] ?? 0);
    },
  });
  throwProblems(lost.map((offset) => problem(offset, 'this alias has no anchor before it')));
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new PlanError([problem(0, 'its aliases stand for too much')], { cause: error });
  }
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new PlanError([unreadable(path, error)], { cause: error });
  }
}

/** Of each place the first thing that is wrong. */
function findSchemaErrors(
  value: unknown,
  schema: CompiledSchema,
  options: { readonly isSecret?: boolean },
): readonly { readonly keys: readonly string[]; readonly message: string }[] {
  const validate = compiledSchema(schema);
  if (validate(value)) return [];
  // That the part of a condition does not hold says nothing beside the part itself.
  const told = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  const errors = told.map((error) => ({
    keys: error.instancePath.split('/').slice(1),
    message: describe(error, options),
  }));
  return errors.filter(
    ({ keys }, index) => errors.findIndex((other) => other.keys.join('/') === keys.join('/')) === index,
  );
}

function describe({ keyword, message, params }: ErrorObject, { isSecret }: { readonly isSecret?: boolean }): string {
  switch (keyword) {
    case 'additionalProperties':
      return `has ${isSecret ? 'a field' : String(params.additionalProperty)}, which is not known here`;
    case 'pattern':
      return 'is empty or not of the right form';
    case 'false schema':
      return 'does not belong to this decision';
    case 'enum':
      return `must be one of ${(params.allowedValues as readonly unknown[]).join(', ')}`;
    default:
      return message ?? 'is not right';
  }
}
