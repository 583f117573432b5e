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
  /** Where stderr is a terminal that can draw a line anew. */
  readonly terminal?: Terminal;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Asks the person at the terminal. Absent where there is none: nothing may wait for an answer then. */
  readonly ask?: (question: string) => Promise<string>;
}

/** A terminal whose cursor may be moved. */
export interface Terminal {
  /** Just now; undefined where it does not say. */
  columns(): number | undefined;
  readonly hasColour: boolean;
}
