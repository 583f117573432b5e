/** What a file shall mean afterwards, other than now. */
export type YamlChange =
  /** Takes an option out; inside a section, the last option leaves an empty section. */
  | { readonly kind: 'remove'; readonly path: readonly [string] | readonly [string, string] }
  /** Sets an option of a section that is a mapping. */
  | { readonly kind: 'set'; readonly path: readonly [string, string]; readonly value: string | boolean }
  /** Adds a section; `block` is its text in block style, one or more whole lines without indentation. */
  | {
      readonly kind: 'add';
      readonly key: string;
      readonly block: string;
      readonly value: Readonly<Record<string, string | boolean>>;
    };
