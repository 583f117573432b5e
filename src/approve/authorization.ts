import type { ApprovalRules } from './approval-rules.ts';
import type { StatedLoss } from './statement.ts';

/** An approval file, read once. */
export interface ApprovalFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** With what somebody asks to apply a plan. */
export interface AuthorizationRequest {
  /** What `--plan-id` says. */
  readonly givenPlanId?: string | undefined;
  /** Why it shall run without approvals, as `--unapproved` says. */
  readonly unapproved?: string | undefined;
  /** Absent where neither `--allowed-signers` nor a policy is given. */
  readonly rules?: ApprovalRules | undefined;
  readonly approvals?: readonly ApprovalFile[];
  /** The digest of the policy. */
  readonly policy?: string | undefined;
}

/** By what right a plan runs: goes into the receipt and the journal. */
export interface Authorization {
  readonly approvals?: readonly GivenApproval[];
  readonly unapproved?: string;
  /** Somebody approved the plan that they had made. */
  readonly selfApproval?: true;
  readonly policy?: string;
}

/** One approval that counted. */
export interface GivenApproval {
  readonly identity: string;
  readonly role?: string;
  readonly comment?: string;
  /** When it was signed, as it says itself. */
  readonly time: string;
  /** `SHA256:…`, of the public key. */
  readonly key: string;
  /** Of the bytes of the file. */
  readonly envelope: string;
  /** Of the bytes that were signed: an approval is spent by it. */
  readonly statement: string;
  /** Of one to discard: the entry of the journal about which it speaks, and how much may be lost. */
  readonly applied?: string;
  readonly losses?: readonly StatedLoss[];
}
