/** A stream that takes text: stdout, stderr, or what a test collects. */
export interface Output {
  write(text: string): unknown;
}

/** All that a command takes from the process it runs in. */
export interface Surroundings {
  /** Results only. */
  readonly stdout: Output;
  /** Everything else. */
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
}
