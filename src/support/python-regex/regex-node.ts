/** A part of a regular expression, as far as its meaning is the same in Python and PostgreSQL. */
export type RegexNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'characters'; readonly set: CharacterSet }
  | { readonly kind: 'start' }
  | { readonly kind: 'end'; readonly beforeNewline: boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly part: RegexNode; readonly least: number; readonly most: number | undefined }
  | { readonly kind: 'lookahead'; readonly part: RegexNode; readonly isNegative: boolean };

/** One character out of these ranges of code points, or (`isNegated`) any other one. */
export interface CharacterSet {
  readonly isNegated: boolean;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

/** What Python's `re` would make of a text. */
export type ParsedRegex =
  | { readonly kind: 'parsed'; readonly node: RegexNode }
  /** Python surely refuses it. */
  | { readonly kind: 'invalid'; readonly why: string }
  /** It may be fine, but not everything in it is understood here. */
  | { readonly kind: 'unsupported'; readonly why: string };
