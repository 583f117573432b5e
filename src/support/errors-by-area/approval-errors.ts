import type { ErrorEntry } from './error-entry.ts';

/** Why a plan is not approved, or cannot be. */
export const approvalErrors = {
  APPROVAL_MISSING: {
    exitCode: 13,
    meaning: 'apply runs, and rollback --discard-mas-changes discards, only what somebody approved.',
    remedy:
      'Let people run approve, and give --allowed-signers or --policy. To go without: --plan-id ID --unapproved "the reason".',
  },
  APPROVAL_TOO_FEW: {
    exitCode: 13,
    meaning: 'Fewer people approved the plan than are needed.',
    remedy: 'Ask more people to look at the plan and to run approve.',
  },
  APPROVAL_FORMAT: {
    exitCode: 13,
    meaning: 'A file is no approval, or not byte for byte as approve wrote it.',
    remedy: 'Take the file as it was written, or have the plan approved again.',
  },
  APPROVAL_PAYLOAD_TYPE: {
    exitCode: 13,
    meaning: 'A signed envelope holds something else than an approval.',
    remedy: 'Give the file that approve wrote.',
  },
  APPROVAL_OTHER_ACTION: {
    exitCode: 13,
    meaning:
      'To apply a plan and to discard what people did since are approved apart; this is an approval of the other.',
    remedy: 'Give the file that approve wrote for this; approve --discard-mas-changes writes those of the way back.',
  },
  APPROVAL_OTHER_RUN: {
    exitCode: 13,
    meaning: 'An approval to discard changes speaks of another time at which the plan was applied.',
    remedy: 'Have it approved again, by approve --discard-mas-changes.',
  },
  APPROVAL_LOSSES: {
    exitCode: 13,
    meaning: 'More would be lost than an approval allows.',
    remedy:
      'Stop both services, look at what happened since, and have it approved again, by approve --discard-mas-changes.',
  },
  APPROVAL_ALGORITHM: {
    exitCode: 13,
    meaning: 'An approval is signed with a kind of key, or in a way, that is not accepted.',
    remedy: 'Sign with ed25519, ECDSA, RSA of 2048 bits or more, or a hardware key of the first two kinds.',
  },
  APPROVAL_CERTIFICATE: {
    exitCode: 13,
    meaning: 'The certificate of a key does not say that this person may sign now.',
    remedy:
      'Have the authority of the allowed_signers file certify the key for the identity, or sign with a key that the file names.',
  },
  APPROVAL_SIGNATURE: {
    exitCode: 13,
    meaning: 'The signature of an approval does not fit what it says: it is forged or damaged.',
    remedy: 'Do not run the plan. Find out where the file comes from.',
  },
  APPROVAL_NAMESPACE: {
    exitCode: 13,
    meaning: 'A signature was made for something else, or the key may not sign approvals.',
    remedy:
      'Have the plan approved by approve, with a key whose namespaces in the allowed_signers file include syn2mas-plan-approval.',
  },
  APPROVAL_OTHER_PLAN: {
    exitCode: 13,
    meaning: 'An approval is one of another plan: each byte of a plan counts.',
    remedy: 'Apply the plan that was approved, or have this one approved.',
  },
  APPROVAL_OTHER_TARGET: {
    exitCode: 13,
    meaning: 'An approval names another database of MAS than the plan.',
    remedy: 'Have the plan approved again, by approve.',
  },
  APPROVAL_OTHER_FINDINGS: {
    exitCode: 13,
    meaning: 'An approval names other findings than the plan has.',
    remedy: 'Have the plan approved again, by approve.',
  },
  APPROVAL_UNKNOWN_SIGNER: {
    exitCode: 13,
    meaning: 'The allowed_signers file does not know the identity with this key.',
    remedy: 'Check who this is; add the key to the file if the person may approve, or remove the approval.',
  },
  APPROVAL_KEY_REVOKED: {
    exitCode: 13,
    meaning: 'The key of an approval is revoked, or outside the time in which it is valid.',
    remedy: 'Have the plan approved with a key that is valid, and remove this approval.',
  },
  APPROVAL_NOT_YET: {
    exitCode: 13,
    meaning: 'An approval holds only later.',
    remedy: 'Wait, or have the plan approved for an earlier time.',
  },
  APPROVAL_EXPIRED: {
    exitCode: 13,
    meaning: 'An approval does not hold any more.',
    remedy: 'Have the plan approved again, and remove this approval.',
  },
  APPROVAL_DUPLICATE_IDENTITY: {
    exitCode: 13,
    meaning: 'Two approvals are of the same person.',
    remedy: 'Keep one of them.',
  },
  APPROVAL_DUPLICATE_KEY: {
    exitCode: 13,
    meaning: 'Two approvals are signed with the same key.',
    remedy: 'Each person signs with a key of their own. Keep one approval.',
  },
  APPROVAL_SELF: {
    exitCode: 13,
    meaning: 'Who made the plan approved it.',
    remedy: 'Let somebody else approve it, or give --allow-self-approval, which is recorded.',
  },
  APPROVAL_ROLE: {
    exitCode: 13,
    meaning: 'Somebody approved in a role that the policy does not give them.',
    remedy: 'Have the plan approved by somebody who holds the role, and remove this approval.',
  },
  APPROVAL_ROLE_MISSING: {
    exitCode: 13,
    meaning: 'The policy asks for an approval in a role, and there is none.',
    remedy: 'Ask somebody who holds the role to run approve with --role.',
  },
  APPROVAL_SPENT: {
    exitCode: 13,
    meaning: 'An approval was used before: the plan was applied with it, and rolled back.',
    remedy: 'Have the plan approved again; remove the old approval first.',
  },
  APPROVAL_POLICY: {
    exitCode: 13,
    meaning: 'An option asks for less than the policy does.',
    remedy: 'Leave the option out, or have the policy changed.',
  },
  REVOKED_KEYS: {
    exitCode: 13,
    meaning: 'A list of revoked keys cannot be read.',
    remedy: 'Give one public key a line, as they stand in .pub files. Key revocation lists (KRL) are not read.',
  },
  APPROVAL_EXISTS: {
    exitCode: 3,
    meaning: 'There is an approval of this person for a plan of this name.',
    remedy: 'Remove the file, if it shall be replaced, and run approve again.',
  },
  SIGNING_FAILED: {
    exitCode: 3,
    meaning: 'The plan could not be signed.',
    remedy: 'Check the key, that ssh-keygen (OpenSSH 8.1 or newer) is installed, and that the agent holds the key.',
  },
} as const satisfies Record<string, ErrorEntry>;
