import type { ErrorObject } from 'ajv/dist/2020.js';
import type { MasConfig } from '../../config/mas-config.ts';
import { compiledSchema } from '../../support/compiled-schema.ts';
import { Secret } from '../../support/secret.ts';
import { type ConfigRule, placesOf } from '../config-rule.ts';
import { masOptionsSchema } from '../mas-options-schema.ts';

export const optionInvalid: ConfigRule = {
  id: 'mas/option-invalid',
  severity: 'error',
  title: 'MAS does not accept an option of its configuration',
  why: 'MAS does not start with an option of the wrong type, with a word that it does not know, or with one that does not go with the others.',
  remedy: 'Correct the option; mas-cli config check says the same.',
  learntFrom: ['MAS: crates/config', 'MAS: docs/config.schema.json'],
  observe(_synapse, mas) {
    return invalidOptions(mas).map(({ path, message }) => ({
      what: `${path.join('.')} ${message}.`,
      where: placesOf(placeAround(mas, path)),
    }));
  },
};

type Path = readonly (string | number)[];

/** The options that MAS would refuse, with what it wants; never a value. */
function invalidOptions(mas: MasConfig): readonly { readonly path: Path; readonly message: string }[] {
  const sections = Object.keys(masOptionsSchema.properties as object);
  const value = Object.fromEntries(
    sections.flatMap((key) => {
      const section = mas.tree.value([key]);
      return section === undefined ? [] : [[key, toJson(section)]];
    }),
  );
  const validate = compiledSchema('mas-options');
  if (validate(value)) return [];
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  const found = new Map(errors.map((error) => [`${error.instancePath} ${error.params.missingProperty ?? ''}`, error]));
  return [...found.values()].map((error) => ({ path: toPath(error, value), message: describe(error) }));
}

function describe({ keyword, params }: ErrorObject): string {
  if (keyword === 'not') return 'must not be null beside the other options';
  if (keyword === 'minItems') return 'is empty';
  if (params.type === 'null') return 'must not be set beside the other options';
  if (keyword === 'required') return `has no ${params.missingProperty}`;
  if (keyword === 'enum') return `must be one of ${params.allowedValues.filter(Boolean).join(', ')}`;
  if (keyword === 'type') return `must be of the type ${[params.type].flat().join(' or ')}`;
  if (keyword === 'pattern') return params.pattern.endsWith(':') ? 'must be a URL with its scheme' : 'must be a ULID';
  return `must be ${params.comparison ?? ''} ${params.limit ?? 'something else'}`.replace('  ', ' ');
}

/** The steps of a JSON Pointer, where the value says which of them are indexes. */
function toPath({ instancePath }: ErrorObject, root: unknown): Path {
  let around = root;
  return instancePath
    .split('/')
    .slice(1)
    .map((part) => {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(around) ? Number(name) : name;
      around = (around as Readonly<Record<string, unknown>>)[name];
      return step;
    });
}

function placeAround(mas: MasConfig, path: Path): ReturnType<MasConfig['tree']['place']> {
  for (let length = path.length; length > 0; length--) {
    const place = mas.tree.place(path.slice(0, length));
    if (place) return place;
  }
  return undefined;
}

function toJson(value: unknown): unknown {
  if (value instanceof Secret) return '';
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toJson(inner)]));
}
