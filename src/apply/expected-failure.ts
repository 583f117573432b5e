import { DatabaseError } from 'pg';
import type { ErrorCode } from '../support/error-catalog.ts';
import { PlanError, planError } from '../support/errors.ts';
import { sqlProblem } from '../support/postgres/sql-problem.ts';

/**
 * What a query of this program itself met, as an expected failure where it is one: the connection broke, the server was stopped, has no
 * room, lets this role do less. A query that the server does not understand stays what it is, a bug, and so does all else.
 */
export function expectedFailure(error: unknown, code: ErrorCode, message: string): unknown {
  if (error instanceof PlanError) return error;
  if (error instanceof DatabaseError && /^42(?!501)/.test(error.code ?? '')) return error;
  try {
    const problem = sqlProblem(error, '', { code, message });
    return planError(problem.code, problem.message, {}, error);
  } catch (bug) {
    return bug;
  }
}
