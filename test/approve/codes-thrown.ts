import assert from 'node:assert/strict';
import { PlanError } from '../../src/support/errors.ts';

/** The codes with which something is refused, in order; none where it is not. */
export function codesThrown(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof PlanError, String(error));
    return error.problems.map(({ code }) => code);
  }
  return [];
}
