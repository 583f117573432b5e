import { approvalErrors } from './errors-by-area/approval-errors.ts';
import { auditErrors } from './errors-by-area/audit-errors.ts';
import { inputErrors } from './errors-by-area/input-errors.ts';
import { liveErrors } from './errors-by-area/live-errors.ts';
import { planErrors } from './errors-by-area/plan-errors.ts';
import { runErrors } from './errors-by-area/run-errors.ts';

/** Exit codes by name; the table in the README is made from the same numbers. */
export const exitCodes = {
  done: 0,
  bug: 1,
  changes: 2,
  usage: 3,
  errorsFound: 10,
  warningsFound: 11,
  planInvalid: 12,
  notApproved: 13,
  stale: 14,
  locked: 15,
  rolledBack: 16,
  incomplete: 17,
  verifyFailed: 18,
  interrupted: 130,
} as const;
/** Every expected failure by its code. `explain CODE` prints an entry. */
export const errorCatalog = {
  ...inputErrors,
  ...planErrors,
  ...approvalErrors,
  ...runErrors,
  ...auditErrors,
  ...liveErrors,
} as const;

/** The stable name of an expected failure. */
export type ErrorCode = keyof typeof errorCatalog;
