import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { LineCounter, parseDocument } from 'yaml';
import type { AcceptanceDecision } from '../check/acceptances/acceptance.ts';
import { unreadable } from '../config/read-source-files.ts';
import { type Place, PlanError, type Problem, throwProblems } from '../support/errors.ts';
import { packageRoot } from '../support/package-root.ts';

/**
 * Reads a file of acceptances (plan-schema/acceptances.schema.json).
 * @throws PlanError FILE_UNREADABLE, CONFIG_YAML or CONFIG_WRONG_TYPE, all problems with their places
 */
export function readAcceptances(path: string): readonly AcceptanceDecision[] {
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
  const { acceptances } = value as { readonly acceptances: readonly Omit<AcceptanceDecision, 'place'>[] };
  return acceptances.map((decision, index) => ({ ...decision, place: placeAt(['acceptances', String(index)]) }));
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
  const errors = (validate.errors ?? []).map(({ instancePath, keyword, message, params }) => ({
    keys: instancePath.split('/').slice(1),
    message:
      keyword === 'additionalProperties'
        ? `has ${String(params.additionalProperty)}, which no acceptance has`
        : keyword === 'pattern'
          ? 'is empty or not of the right form'
          : (message ?? 'is not right'),
  }));
  return errors.filter(
    ({ keys }, index) => errors.findIndex((other) => other.keys.join('/') === keys.join('/')) === index,
  );
}
