import type { AllowedSigners } from './signers/allowed-signers.ts';

/** What must be so before a plan may be applied. */
export interface ApprovalRules {
  readonly requireApprovals: number;
  readonly allowedSigners: AllowedSigners;
  /** Fingerprints of keys that are worth nothing any more. */
  readonly revokedKeys: ReadonlySet<string>;
  /** Of each role at least one approval, by one of these. */
  readonly roles: readonly RequiredRole[];
  readonly allowSelfApproval: boolean;
  readonly maxAgeHours?: number;
}

/** A role in which somebody must approve. */
export interface RequiredRole {
  readonly role: string;
  /** Pattern lists of who holds it. */
  readonly identities: readonly string[];
}
