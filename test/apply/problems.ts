import assert from 'node:assert/strict';
import { PlanError, type Problem } from '../../src/support/errors.ts';

/** The problems with which something is refused; anything else that it throws, or that it throws nothing, fails the test. */
export async function problemsOf(work: Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof PlanError, String(error));
    return error.problems;
  }
  return [];
}

/** `CODE key or file` of each. */
export async function codesOf(work: Promise<unknown>): Promise<readonly string[]> {
  return (await problemsOf(work)).map(({ code, place }) => `${code} ${place?.key ?? place?.file ?? ''}`.trim());
}
