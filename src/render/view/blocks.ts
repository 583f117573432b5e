/** One piece of a report; each format has its own way to write it. Texts are as the plan has them: a format escapes them. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly numbers: readonly number[] }
  | { readonly kind: 'code'; readonly language: 'sql' | 'diff' | 'text'; readonly text: string };

/** Blocks under a heading. */
export interface Part {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** An answer to one question of a reviewer. */
export interface Section {
  /** For links. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Details, each of which a reader may want to fold away. */
  readonly parts: readonly Part[];
}

/** A whole plan, in the order in which a reviewer asks. */
export interface PlanView {
  readonly title: string;
  readonly planId: string;
  /** One sentence: can it be applied, and what would that do. */
  readonly headline: string;
  readonly errored: boolean;
  readonly sections: readonly Section[];
}
