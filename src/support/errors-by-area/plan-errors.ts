import type { ErrorEntry } from './error-entry.ts';

/** What can be wrong with a plan file, or with the id that was given for it. */
export const planErrors = {
  PLAN_EXISTS: {
    exitCode: 3,
    meaning: 'The file for the plan exists already.',
    remedy: 'Choose another name or give --force.',
  },
  PLAN_YAML: { exitCode: 12, meaning: 'The plan is not YAML.', remedy: 'Take the plan file as it was written.' },
  PLAN_VERSION: {
    exitCode: 12,
    meaning: 'The plan has a format version that this release does not know.',
    remedy: 'Use the release that made the plan, or plan again.',
  },
  PLAN_SCHEMA: {
    exitCode: 12,
    meaning: 'The plan does not fit its schema.',
    remedy: 'Take the plan file as it was written, or plan again.',
  },
  PLAN_SQL: {
    exitCode: 12,
    meaning: 'The plan holds SQL of a kind that its step does not allow.',
    remedy: 'Do not run it. Find out who changed the plan; plan again.',
  },
  PLAN_STEP: {
    exitCode: 12,
    meaning: 'The plan holds a step that contradicts the rest of the plan.',
    remedy: 'Do not run it. Find out who changed the plan; plan again.',
  },
  PLAN_ERRORED: {
    exitCode: 12,
    meaning: 'The plan was made with errors that nobody accepted; it can be shown but not applied.',
    remedy: 'Mend what the findings name and plan again.',
  },
  PLAN_ID_MISSING: {
    exitCode: 13,
    meaning: 'Nothing says which plan was looked at.',
    remedy: 'Give --plan-id with the id that show prints.',
  },
  PLAN_ID_MISMATCH: {
    exitCode: 13,
    meaning: 'The bytes of the plan are not those whose id was given.',
    remedy: 'Look at the plan again, then give the id that show prints.',
  },
} as const satisfies Record<string, ErrorEntry>;
