import type { Place } from '../support/errors.ts';
import type { ConfigPath } from './config-node.ts';
import type { HiddenValue } from './hidden-values.ts';

/** One configuration file as it was read. */
export interface SourceFile {
  /** Absolute, as given; symlinks are not resolved. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  /** The same, decoded (a byte order mark kept). */
  readonly text: string;
}

/** One place where a top-level key is set. */
export interface Contribution {
  readonly file: SourceFile;
  readonly place: Place;
  /** False where a later file hides it. */
  readonly effective: boolean;
  /** Where an option below the key stands in this file; undefined where it is not there. */
  placeOf(path: ConfigPath): Place | undefined;
}

/** The effective configuration of a service: what it means, and where each value comes from. */
export interface ConfigTree {
  /** Those that hold a mapping, in the order in which they are merged. */
  readonly files: readonly SourceFile[];
  /** Files and directory entries that the service ignores, each with why. */
  readonly ignored: readonly string[];
  /** The value at a path; secret-bearing strings are `Secret`. Undefined when absent; null is null. */
  value(path: readonly (string | number)[]): unknown;
  /** Where that value (or its key) stands. */
  place(path: readonly (string | number)[]): Place | undefined;
  /** Every file that sets this top-level key, in merge order. */
  contributions(key: string): readonly Contribution[];
  /** What is written down and does not count, in the order in which it is read. */
  readonly hidden: readonly HiddenValue[];
  /** Top-level keys of the effective configuration. */
  keys(): readonly string[];
}
