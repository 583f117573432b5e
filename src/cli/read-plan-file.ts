import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { unreadable } from '../config/read-source-files.ts';
import { readPlan } from '../plan/read-plan.ts';
import type { Plan } from '../plan/types.gen.ts';
import { PlanError } from '../support/errors.ts';

/** A plan with the bytes from which it was read, once. */
export interface PlanFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly plan: Plan;
  readonly planId: string;
}

/**
 * Reads a plan file.
 * @throws PlanError FILE_UNREADABLE, or PLAN_YAML, PLAN_VERSION, PLAN_SCHEMA with the file as their place
 */
export function readPlanFile(name: string, cwd: string): PlanFile {
  const path = resolve(cwd, name);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new PlanError([{ ...unreadable(path, error) }], { cause: error });
  }
  try {
    return { path, bytes, ...readPlan(bytes) };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    const [first, ...rest] = error.problems.map((problem) => ({ ...problem, place: { file: path, ...problem.place } }));
    throw first ? new PlanError([first, ...rest], { cause: error }) : error;
  }
}
