/** The format versions (major.minor) of what is printed for programs. FORMATS.md says what a reader may rely on. */
export const outputVersions = {
  /** `check --format json` */
  findings: '1.0',
  /** `show --format json` */
  shownPlan: '1.0',
  /** `diff --format json` */
  planDiff: '1.0',
  /** `status --format json` */
  status: '1.0',
  /** `verify --live --format json` */
  liveReport: '1.0',
  /** `--log-format json` */
  log: '1.0',
} as const;
