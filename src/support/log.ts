import type { Progress } from './progress.ts';

/** Where progress and messages go; stdout is for results only. */
export interface Log {
  /** A line for people. */
  info(message: string): void;
  warn(message: string): void;
  /**
   * Something that a program may follow: with `--log-format json` it becomes one object a line. Its type and fields stand in
   * plan-schema/log.schema.json; who does not know the type shows the message.
   */
  event(type: string, fields: EventFields): void;
  /** Where things stand just now, several times a second; undefined as soon as nothing is under way. What is shown of it is the log's to say. */
  progress(progress: Progress | undefined): void;
}

export type EventFields = Readonly<{
  message: string;
  [field: string]: string | number | boolean | readonly string[];
}>;

/** A log that drops everything, for library use and tests. */
export const silentLog: Log = { info() {}, warn() {}, event() {}, progress() {} };
