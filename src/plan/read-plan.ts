import type { ErrorObject } from 'ajv/dist/2020.js';
import { LineCounter, parseDocument } from 'yaml';
import { compiledSchema } from '../support/compiled-schema.ts';
import { type Problem, planError, throwProblems } from '../support/errors.ts';
import { formatVersion } from './format-version.ts';
import { planIdOf } from './plan-id.ts';
import type { Plan } from './types.gen.ts';

type ReadPlan = { readonly plan: Plan; readonly planId: string };

/** A command reads a plan to know what is asked for, and what it runs reads the same bytes again. */
let newest: ReadPlan | undefined;

/**
 * Reads the bytes of a plan file: hash first, then parse and validate the same bytes. Nobody can change what was read.
 * @throws PlanError PLAN_YAML, PLAN_VERSION or PLAN_SCHEMA (all places that do not fit, not only the first).
 */
export function readPlan(bytes: Uint8Array): ReadPlan {
  const planId = planIdOf(bytes);
  if (newest?.planId === planId) return newest;
  const value = parseYaml(bytes);
  checkVersion(value);
  const problems = schemaErrors(value).map(schemaProblem);
  throwProblems(problems);
  newest = { plan: frozen(value as Plan), planId };
  return newest;
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

function parseYaml(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw planError('PLAN_YAML', 'The plan is not UTF-8 text.');
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, maxAliasCount: 0 } as object);
  throwProblems(
    document.errors.map((error): Problem => {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      return { code: 'PLAN_YAML', message: `The plan is not YAML: ${error.code}.`, place: { line, column: col } };
    }),
  );
  try {
    // A plan that is written by this program has no aliases; one that has them is not ours.
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    throw planError('PLAN_YAML', 'The plan holds YAML aliases, which no plan has.');
  }
}

function checkVersion(value: unknown): void {
  const found =
    typeof value === 'object' && value !== null ? (value as { formatVersion?: unknown }).formatVersion : undefined;
  if (typeof found !== 'string') throw planError('PLAN_SCHEMA', 'This is not a plan: it has no formatVersion.');
  const [major, minor] = found.split('.').map(Number);
  const [ourMajor, ourMinor] = formatVersion.split('.').map(Number);
  if (major !== ourMajor || minor === undefined || !(minor <= (ourMinor as number))) {
    throw planError(
      'PLAN_VERSION',
      `The plan has format version ${JSON.stringify(found)}; this release reads ${formatVersion}.`,
    );
  }
}

/** Everything in which a value does not fit plan-schema/plan.schema.json. */
export function schemaErrors(value: unknown): readonly ErrorObject[] {
  const validate = compiledSchema<Plan>('plan');
  return validate(value) ? [] : (validate.errors ?? []);
}

/** Names the place in the plan, never the value: a plan is untrusted until it was approved. */
function schemaProblem(error: ErrorObject): Problem {
  const key = error.instancePath.slice(1).replaceAll('/', '.') || 'plan';
  const extra = error.keyword === 'additionalProperties' ? ` (${String(error.params.additionalProperty)})` : '';
  return { code: 'PLAN_SCHEMA', message: `${key} ${error.message ?? error.keyword}${extra}.`, place: { key } };
}
