/** One piece of a report; each format has its own way to write it. Texts are as the plan has them: a format escapes them. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | Table
  | Code;

/** Text to read or copy as it stands. `holds` says what it is, for reports that have room for some only. */
export interface Code {
  readonly kind: 'code';
  readonly language: 'sql' | 'diff' | 'text';
  readonly text: string;
  readonly holds: 'copy' | 'query' | 'catalog' | 'bytes' | 'diff' | 'instructions';
}

/** What a fact is called, and the fact. */
export type Fact = readonly [label: string, value: string];

/** `numbers` says which columns are aligned at the right; `people` that it names users, as examples. */
export interface Table {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly numbers: readonly number[];
  readonly people?: true;
}

/** Blocks under a heading. */
export interface Part {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Long, and not read by everybody: folded where a format can fold, at the end where it cannot. */
  readonly folded: boolean;
}

/** What a reviewer is told about one question. */
export interface Answer {
  /** In one sentence or two. */
  readonly short: string;
  readonly blocks: readonly Block[];
  readonly parts: readonly Part[];
}

/** An answer under its question; what is no answer to a question has nothing short to say. */
export interface Section extends Omit<Answer, 'short'> {
  /** For links. */
  readonly id: string;
  readonly title: string;
  readonly short?: string;
}

/** A whole plan, in the order in which a reviewer asks. */
export interface PlanView {
  readonly title: string;
  /** Of the plan, or of the plans that are compared. */
  readonly ids: readonly Fact[];
  /** One sentence: can it be applied, and what would that do. */
  readonly headline: string;
  /** It must not be applied: for its errors, or because it contradicts itself. */
  readonly errored: boolean;
  /** Errors and warnings that nobody accepted: what to look at before everything else. */
  readonly open: readonly string[];
  readonly sections: readonly Section[];
}
