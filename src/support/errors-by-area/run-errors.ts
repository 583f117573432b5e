import type { ErrorEntry } from './error-entry.ts';

/** What can keep a run of a plan from its end. */
export const runErrors = {
  STALE_SOURCE: {
    exitCode: 14,
    meaning: 'Synapse or its database is not what was planned for.',
    remedy: 'Plan again and have the new plan reviewed.',
  },
  STALE_TARGET: {
    exitCode: 14,
    meaning: 'The database of MAS is not what was planned for.',
    remedy: 'Plan again and have the new plan reviewed.',
  },
  STALE_FILE: {
    exitCode: 14,
    meaning: 'A file is not what was planned for.',
    remedy: 'Plan again and have the new plan reviewed.',
  },
  SERVICE_CONNECTED: {
    exitCode: 14,
    meaning: 'A service that must be stopped is connected to its database.',
    remedy: 'Stop it, then run apply again.',
  },
  LOCK_HELD: {
    exitCode: 15,
    meaning: 'Another run holds the lock.',
    remedy: 'Wait until it ends, or end it, then run the command again.',
  },
  TABLE_LOCKED: {
    exitCode: 15,
    meaning: 'Somebody else holds a lock on a table.',
    remedy: 'Find out who is connected, then run the command again.',
  },
  APPLY_FAILED: {
    exitCode: 16,
    meaning: 'apply failed; the database is as it was.',
    remedy: 'See the cause; mend it and run apply again.',
  },
  COMMIT_UNKNOWN: {
    exitCode: 17,
    meaning: 'The connection broke during the commit, so nobody knows here whether it happened.',
    remedy: 'Run status, then apply again: it finishes or starts over.',
  },
  FILES_INCOMPLETE: {
    exitCode: 17,
    meaning: 'The database is committed, a file is not yet in place.',
    remedy: 'Mend the cause and run apply again; it finishes the files.',
  },
  VERIFY_FAILED: {
    exitCode: 18,
    meaning: 'MAS does not hold what the plan says.',
    remedy: 'Do not start MAS. Run rollback, or find the cause of the difference.',
  },
  NOT_APPLIED: {
    exitCode: 14,
    meaning: 'This plan is not applied to this database.',
    remedy: 'Run status to see where things stand.',
  },
  ROLLBACK_FOREIGN_ROWS: {
    exitCode: 14,
    meaning: 'MAS holds rows that the plan did not write; going back would lose them.',
    remedy:
      'Stay; or stop both services, dump both databases, have it approved by approve --discard-mas-changes, and run rollback --discard-mas-changes.',
  },
  ROLLBACK_FAILED: {
    exitCode: 16,
    meaning: 'The way back failed; the database is as it was before rollback.',
    remedy: 'See the cause; mend it and run rollback again.',
  },
  INTERRUPTED: {
    exitCode: 130,
    meaning: 'Interrupted by the user; what was in flight was rolled back.',
    remedy: 'Run the command again when you are ready.',
  },
} as const satisfies Record<string, ErrorEntry>;
