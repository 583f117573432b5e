import { DatabaseError } from 'pg';
import type { ErrorCode } from '../error-catalog.ts';
import type { Place, Problem } from '../errors.ts';
import { sqlExcerpt } from './sql-excerpt.ts';

/** What was being done. */
export interface SqlPurpose {
  /** The code of the problem. DATABASE_QUERY becomes DATABASE_RIGHTS or DATABASE_UNREACHABLE where that is the cause. */
  readonly code: ErrorCode;
  /** What failed, for people: `step copy/users`, `reading users of Synapse`. */
  readonly message: string;
  readonly place?: Place;
}

/**
 * A failed statement as a problem: the server's message, SQLSTATE and hint, the names it gives, and the line of the
 * SQL with a caret where the server says where.
 *
 * Values never get in. DETAIL and CONTEXT hold whole rows (`Key (access_token)=(…) already exists`, `COPY …, line 3:
 * "…"`), and messages about data quote it. So the detail is shown only for classes of errors that speak of names
 * and of the server, CONTEXT never, and quotes are blotted out in the messages of data exceptions. What a function or a trigger
 * of somebody's own raises may hold anything, so only its SQLSTATE is told.
 * @throws what was given, when it neither came from the server nor from the connection: that is a bug.
 */
export function sqlProblem(error: unknown, sql: string, purpose: SqlPurpose): Problem {
  const place = purpose.place === undefined ? {} : { place: purpose.place };
  if (error instanceof DatabaseError) {
    const state = error.code ?? 'unknown';
    const excerpt = error.position === undefined ? undefined : sqlExcerpt(sql, Number(error.position));
    return {
      code: codeFor(purpose.code, state),
      message: `${purpose.message}: ${[`${error.severity ?? 'ERROR'}: ${messageOf(error, state)} (SQLSTATE ${state})`, ...more(error, state)].join('; ')}`,
      ...place,
      ...(excerpt === undefined ? {} : { excerpt }),
    };
  }
  if (!isBrokenConnection(error)) throw error;
  return {
    code: codeFor(purpose.code, '08006'),
    message: `${purpose.message}: the connection to the server broke: ${error.message}`,
    ...place,
  };
}

function codeFor(code: ErrorCode, state: string): ErrorCode {
  if (code !== 'DATABASE_QUERY') return code;
  if (state === '42501') return 'DATABASE_RIGHTS';
  return /^(08|57P)/.test(state) ? 'DATABASE_UNREACHABLE' : code;
}

/** Class 22: `invalid input syntax for type inet: "…"`, in the quotation marks of the server's language. */
function messageOf({ message }: DatabaseError, state: string): string {
  if (isOfSomebodyElse(state))
    return 'a function or a trigger of the database refuses it; the log of the server has its words';
  const shown = state.startsWith('22') ? message.replace(/(["»«„“‘'「]).*["«»“”’'」]/s, '[value not shown]') : message;
  return shown.replaceAll(/\s*\n\s*/g, ' ');
}

/** Raised in PL/pgSQL, or of a class that PostgreSQL does not have. */
function isOfSomebodyElse(state: string): boolean {
  return !/^(0[0-9A-F]|2[0-9A-F]|3[0-9BDF]|4[024]|5[34578]|72|F0|HV|XX|un)/.test(state) || state.startsWith('P0');
}

/** Classes whose DETAIL names objects, sessions or limits, never values of columns. */
const harmlessDetail = /^(0A|25|28|2B|3D|3F|40|42|53|54|55|57|58)/;

function more(error: DatabaseError, state: string): readonly string[] {
  const names = (['schema', 'table', 'column', 'constraint', 'dataType'] as const)
    .filter((field) => error[field])
    .map((field) => `${field === 'dataType' ? 'data type' : field} ${error[field]}`);
  return [
    ...(names.length > 0 ? [names.join(', ')] : []),
    ...(error.detail && harmlessDetail.test(state) ? [`detail: ${error.detail}`] : []),
    ...(error.hint && !isOfSomebodyElse(state) ? [`hint: ${error.hint}`] : []),
  ].map((text) => text.replaceAll(/\s*\n\s*/g, ' '));
}

function isBrokenConnection(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  return (
    ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENETUNREACH', 'EHOSTUNREACH'].includes(String(code)) ||
    /^(Connection terminated|Client (has encountered a connection error|was closed))/.test(error.message)
  );
}
