import { compiledSchema } from '../support/compiled-schema.ts';
import { type ApprovedAction, predicateTypes, statementType } from './approval-format.ts';
import type { Statement } from './statement.ts';

/** What the payload of an approval holds. */
export type StatementRead =
  | { readonly is: 'statement'; readonly statement: Statement }
  /** Well made, but about something else. */
  | { readonly is: 'other-type'; readonly found: string }
  | { readonly is: 'malformed'; readonly why: string };

/**
 * Reads the payload of an approval of this action. It must be JSON without blanks, written in one way only: a name that stands twice, or a number
 * that is written otherwise, could mean something else to another reader.
 */
export function readStatement(payload: Uint8Array, action: ApprovedAction): StatementRead {
  let value: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload);
    value = JSON.parse(text);
    if (JSON.stringify(value) !== text)
      return { is: 'malformed', why: 'it is not written in the one way that is allowed' };
  } catch {
    return { is: 'malformed', why: 'it is not JSON in UTF-8' };
  }
  for (const [field, known] of [
    ['_type', statementType],
    ['predicateType', predicateTypes[action]],
  ] as const) {
    const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
    if (typeof found === 'string' && found !== known) return { is: 'other-type', found };
  }
  const error = schemaError(value, action);
  if (error !== undefined) return { is: 'malformed', why: error };
  const statement = value as Statement;
  const { time, notBefore, notAfter } = statement.predicate;
  // A day that no calendar has would be neither before nor after anything.
  if (![time, notBefore, notAfter].every(isRealTime)) return { is: 'malformed', why: 'one of its times is none' };
  return { is: 'statement', statement };
}

function isRealTime(time: string | undefined): boolean {
  if (time === undefined) return true;
  const date = new Date(time);
  return !Number.isNaN(date.valueOf()) && date.toISOString() === time.replace(/:(\d\d)Z$/, ':$1.000Z');
}

/** The first thing in which a value does not fit its schema. */
function schemaError(value: unknown, action: ApprovedAction): string | undefined {
  const validate = compiledSchema(schemas[action]);
  if (validate(value)) return undefined;
  const [error] = validate.errors ?? [];
  return `${error?.instancePath.slice(1).replaceAll('/', '.') || 'the statement'} ${error?.message ?? 'does not fit'}`;
}

const schemas = { apply: 'approval', 'discard-mas-changes': 'discard-approval' } as const;
