import type { YamlValue } from './yaml-value.ts';

/** Keys of mappings and indexes of lists, from the root of one file. */
export type YamlPath = readonly [string, ...(string | number)[]];

/** What a file shall mean afterwards, other than now. */
export type YamlChange =
  /** Takes an option out; inside a section, the last option leaves an empty section. */
  | { readonly kind: 'remove'; readonly path: readonly [string] | readonly [string, string] }
  /** Sets an option; mappings around it that are missing are written too. */
  | { readonly kind: 'set'; readonly path: YamlPath; readonly value: YamlValue }
  /** Writes an item at the end of a list, which is made where there is none. */
  | { readonly kind: 'append'; readonly path: YamlPath; readonly value: YamlValue }
  /** Adds a section; `block` is its text in block style, one or more whole lines without indentation. */
  | {
      readonly kind: 'add';
      readonly key: string;
      readonly block: string;
      readonly value: Readonly<Record<string, string | boolean>>;
    };
