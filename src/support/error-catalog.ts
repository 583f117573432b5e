/** What is known of one expected failure before it happens. */
interface ErrorEntry {
  readonly exitCode: number;
  /** What it means, in a sentence. */
  readonly meaning: string;
  readonly remedy: string;
}

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
  USAGE: { exitCode: 3, meaning: 'The command line is not understood.', remedy: 'See syn2mas-plan --help.' },
  FILE_UNREADABLE: {
    exitCode: 3,
    meaning: 'A file that was named cannot be read.',
    remedy: 'Check the path and that this user may read the file.',
  },
  FILE_UNWRITABLE: {
    exitCode: 3,
    meaning: 'A file cannot be written.',
    remedy: 'Check the directory, its rights and the free space.',
  },
  CONFIG_YAML: {
    exitCode: 3,
    meaning: 'A configuration file is not YAML.',
    remedy: 'Correct the file at the place that is shown.',
  },
  CONFIG_EMPTY: {
    exitCode: 3,
    meaning: 'No file that was given holds a mapping of options.',
    remedy: 'Give the configuration that the service itself is started with.',
  },
  CONFIG_MISSING_KEY: {
    exitCode: 3,
    meaning: 'An option without which the service does not start is absent.',
    remedy: 'Give all the files that the service is started with.',
  },
  CONFIG_WRONG_TYPE: {
    exitCode: 3,
    meaning: 'An option holds a value of the wrong type.',
    remedy: 'Correct the value at the place that is shown.',
  },
  CONFIG_DATABASE: {
    exitCode: 3,
    meaning: 'The database section cannot be used.',
    remedy: 'Correct the section, or give --synapse-database-uri or --mas-database-uri.',
  },
  CONFIG_UNPATCHABLE: {
    exitCode: 3,
    meaning: 'A configuration file cannot be changed without a risk for what else it says.',
    remedy: 'Write the option at the place that is shown in a plain way, or remove it by hand; then plan again.',
  },
  DATABASE_UNREACHABLE: {
    exitCode: 3,
    meaning: 'No connection to the database server.',
    remedy: 'Check host, port, socket directory and that the server runs.',
  },
  DATABASE_AUTH: {
    exitCode: 3,
    meaning: 'The server refuses this user or password.',
    remedy: 'Check user, password and pg_hba.conf.',
  },
  DATABASE_MISSING: {
    exitCode: 3,
    meaning: 'The server has no database of this name.',
    remedy: 'Check the name of the database.',
  },
  DATABASE_TLS: {
    exitCode: 3,
    meaning: 'TLS with the database server failed.',
    remedy: 'Check sslmode, sslrootcert and the certificate of the server.',
  },
  DATABASE_TOO_OLD: {
    exitCode: 3,
    meaning: 'The server is older than PostgreSQL 13.',
    remedy: 'Upgrade PostgreSQL; Synapse and MAS need it too.',
  },
  DATABASE_SETTINGS: {
    exitCode: 3,
    meaning: 'The settings of a connection cannot be used.',
    remedy: 'Correct the setting that is named.',
  },
  DATABASE_RIGHTS: {
    exitCode: 3,
    meaning: 'This role may not read what is needed.',
    remedy: 'Use the role that the service itself uses, or grant SELECT.',
  },
  DATABASE_QUERY: { exitCode: 3, meaning: 'The database refused a query.', remedy: 'See the message of the server.' },
  DATABASE_NOT_SYNAPSE: {
    exitCode: 3,
    meaning: "The database is not one of Synapse's.",
    remedy: 'Check the database section that is named.',
  },
  DATABASE_NOT_MAS: {
    exitCode: 3,
    meaning: 'The database does not hold the schema of MAS.',
    remedy: 'Run mas-cli database migrate, or check the database section that is named.',
  },
  DATABASE_SAME: {
    exitCode: 3,
    meaning: 'Synapse and MAS are configured with the same database.',
    remedy: 'Give MAS a database of its own.',
  },
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
  APPROVAL_MISSING: {
    exitCode: 13,
    meaning: 'apply runs only what somebody approved.',
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
    remedy: 'Wait until it ends, or end it, then try again.',
  },
  TABLE_LOCKED: {
    exitCode: 15,
    meaning: 'Somebody else holds a lock on a table.',
    remedy: 'Find out who is connected, then try again.',
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
  NOT_APPLIED: {
    exitCode: 14,
    meaning: 'This plan is not applied to this database.',
    remedy: 'Run status to see where things stand.',
  },
  ROLLBACK_FOREIGN_ROWS: {
    exitCode: 14,
    meaning: 'MAS holds rows that the plan did not write; going back would lose them.',
    remedy: 'Past the point of no return, go back from a backup, or stay.',
  },
  ROLLBACK_FAILED: {
    exitCode: 16,
    meaning: 'The way back failed; the database is as it was before rollback.',
    remedy: 'See the cause; mend it and run rollback again.',
  },
  UNKNOWN_ID: {
    exitCode: 3,
    meaning: 'There is no finding, error code or step of this name.',
    remedy: 'Run explain without a name for the list.',
  },
  DEMO_POSTGRES: {
    exitCode: 3,
    meaning: 'The demo found no PostgreSQL to run on.',
    remedy: 'Run it from a checkout after npm ci, or give --postgres-uri.',
  },
  LINKS_INVALID: {
    exitCode: 3,
    meaning: 'The file of --links is no CSV file of user, provider and subject, or too large.',
    remedy:
      'Correct it at the place that is shown. At most 1,000 links in 256 KiB: give more to Synapse (external_ids of its admin API) before planning.',
  },
  INTERRUPTED: {
    exitCode: 130,
    meaning: 'Interrupted by the user; what was in flight was rolled back.',
    remedy: 'Run the command again when you are ready.',
  },
} as const satisfies Record<string, ErrorEntry>;

/** The stable name of an expected failure. */
export type ErrorCode = keyof typeof errorCatalog;
