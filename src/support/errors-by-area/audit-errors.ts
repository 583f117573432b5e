import type { ErrorEntry } from './error-entry.ts';

/** What can be wrong with that which tells of the runs of a plan. */
export const auditErrors = {
  BUNDLE_EXISTS: {
    exitCode: 3,
    meaning: 'The file for the bundle exists already.',
    remedy: 'Choose another name or give --force.',
  },
  AUDIT_CHAIN: {
    exitCode: 18,
    meaning: 'A line of the audit log was edited, removed, moved, or put in.',
    remedy: 'Find out who did it. Hold the receipts and the journal in the database of MAS against what the log says.',
  },
  AUDIT_NOTED_MISSING: {
    exitCode: 18,
    meaning:
      'The audit log has no line with the hash that was noted: it was cut off before that line, or written anew.',
    remedy: 'Find the log as it was. Hold the receipts and the journal in the database of MAS against what is left.',
  },
  AUDIT_TORN: {
    exitCode: 18,
    meaning: 'The audit log ends in the middle of a line.',
    remedy: 'If a run was killed: the next one says so in the log and goes on. If not, somebody cut the log.',
  },
  AUDIT_LOG_MISSING: {
    exitCode: 18,
    meaning: 'There are receipts of the plan, and no audit log that tells of them.',
    remedy: 'Put the log back beside the plan, under the name that is shown.',
  },
  AUDIT_RECEIPT_MISSING: {
    exitCode: 18,
    meaning: 'A receipt that the audit log names is not there.',
    remedy: 'Put it back beside the log.',
  },
  AUDIT_RECEIPT_CHANGED: {
    exitCode: 18,
    meaning: 'A receipt does not have the bytes with which it was written.',
    remedy: 'Take the receipt as it was written, and find out who changed it.',
  },
  AUDIT_RECEIPT_OTHER: {
    exitCode: 18,
    meaning: 'A line of the audit log says of a run what its receipt does not say.',
    remedy: 'Find out who wrote the line or the receipt.',
  },
  AUDIT_RECEIPT_UNLISTED: {
    exitCode: 18,
    meaning: 'There is a receipt that the audit log does not know.',
    remedy: 'If a run was killed at its very end: the next one says so in the log. If not, somebody cut the log.',
  },
  AUDIT_APPROVAL_MISSING: {
    exitCode: 18,
    meaning: 'An approval on which a plan ran is not there.',
    remedy: 'Put it back beside the plan, or name it with --approval.',
  },
  AUDIT_APPROVAL_CHANGED: {
    exitCode: 18,
    meaning: 'An approval does not have the bytes that it had when the plan ran.',
    remedy: 'Take the approval as it was, and find out who changed it.',
  },
  AUDIT_RUN_UNFINISHED: {
    exitCode: 18,
    meaning: 'A run was cut short after its commit and before its receipt, or the end of the audit log was cut.',
    remedy: 'Run status, and then what it says.',
  },
  AUDIT_JOURNAL_CHAIN: {
    exitCode: 18,
    meaning: 'An entry of the journal in the database of MAS was edited, removed, or put in.',
    remedy: 'Find out who did it. The audit log and the receipts say what was written.',
  },
  AUDIT_JOURNAL_UNLOGGED: {
    exitCode: 18,
    meaning: 'The journal in the database of MAS tells of a run of this plan that the audit log does not know.',
    remedy: 'Find the log: it stands beside the very file that was run. Without it, the journal is all that is left.',
  },
  AUDIT_JOURNAL_OTHER: {
    exitCode: 18,
    meaning: 'The journal in the database of MAS and the audit log contradict each other.',
    remedy: 'One of them was written anew. Hold both against the receipts and against hashes noted elsewhere.',
  },
  AUDIT_JOURNAL_LOST: {
    exitCode: 18,
    meaning:
      'The audit log says that something was committed of which the journal in the database of MAS has no entry.',
    remedy:
      'The database was restored from a backup, or the entry was removed. If the journal was dropped after the migration, use --no-database.',
  },
} as const satisfies Record<string, ErrorEntry>;
