import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { LineCounter, parseDocument } from 'yaml';
import type { AcceptanceDecision } from '../check/acceptances/acceptance.ts';
import type { DataDecision } from '../check/decisions/data-decision.ts';
import { unreadable } from '../config/read-source-files.ts';
import { type Place, PlanError, type Problem, throwProblems } from '../support/errors.ts';
import { packageRoot } from '../support/package-root.ts';

/** What the file of `--accept` holds. */
export interface Decided {
  readonly acceptances: readonly AcceptanceDecision[];
  readonly decisions: readonly DataDecision[];
}

/**
 * Reads a file of acceptances and decisions (plan-schema/acceptances.schema.json).
 * @throws PlanError FILE_UNREADABLE, CONFIG_YAML or CONFIG_WRONG_TYPE, all problems with their places
 */
export function readAcceptances(path: string): Decided {
  const lineCounter = new LineCounter();
  const document = parseDocument(readText(path), { lineCounter, prettyErrors: false });
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
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  throwProblems(
    schemaErrors(value).map(({ keys, message }): Problem => {
      const key = keys.join('.');
      return { code: 'CONFIG_WRONG_TYPE', message: `${key || path} ${message}`, place: { ...placeAt(keys), key } };
    }),
  );
  const { acceptances, decisions } = value as Written;
  const placed = <T extends object>(list: string, entries: readonly T[] | null | undefined) =>
    (entries ?? []).map((entry, index) => ({ ...entry, place: placeAt([list, String(index)]) }));
  return { acceptances: placed('acceptances', acceptances), decisions: placed('decisions', decisions) };
}

/** An empty list may be written as nothing. */
interface Written {
  readonly acceptances?: readonly Omit<AcceptanceDecision, 'place'>[] | null;
  readonly decisions?: readonly Omit<DataDecision, 'place'>[] | null;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new PlanError([unreadable(path, error)], { cause: error });
  }
}

/** Of each place the first thing that is wrong. */
function schemaErrors(value: unknown): readonly { readonly keys: readonly string[]; readonly message: string }[] {
  const schema = JSON.parse(
    readFileSync(join(packageRoot(), 'plan-schema', 'acceptances.schema.json'), 'utf8'),
  ) as object;
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  if (validate(value)) return [];
  // That the part of a condition does not hold says nothing beside the part itself.
  const told = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  const errors = told.map((error) => ({ keys: error.instancePath.split('/').slice(1), message: describe(error) }));
  return errors.filter(
    ({ keys }, index) => errors.findIndex((other) => other.keys.join('/') === keys.join('/')) === index,
  );
}

function describe({ keyword, message, params }: ErrorObject): string {
  switch (keyword) {
    case 'additionalProperties':
      return `has ${String(params.additionalProperty)}, which is not known here`;
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
