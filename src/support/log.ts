/** Where progress and messages go; stdout is for results only. */
export interface Log {
  /** A line for people. */
  info(message: string): void;
  warn(message: string): void;
  /** Something that a program may follow: with `--log-format json` it becomes one object a line. */
  event(type: string, fields: Readonly<Record<string, string | number | boolean>>): void;
}

/** A log that drops everything, for library use and tests. */
export const silentLog: Log = { info() {}, warn() {}, event() {} };
