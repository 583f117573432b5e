import { isCollection, isPair, isScalar, type Node, type Pair, Scalar } from 'yaml';

/** From offset to offset, the end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The name of an entry; of a key that is an alias or no scalar there is none. */
export function keyOf(pair: Pair): string | undefined {
  if (!isScalar(pair.key)) return undefined;
  return pair.key.source ?? String(pair.key.value ?? '');
}

/** Whether the entry merges a mapping into the one around it. */
export function isMergePair(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.source === '<<' && pair.key.type === Scalar.PLAIN;
}

/** Where an entry begins: at its `?`, at a tag or anchor of its key, or at the key. */
export function startOfPair(pair: Pair): number {
  const token = sourceOf(pair).start.find((candidate) =>
    ['explicit-key-ind', 'anchor', 'tag'].includes(candidate.type),
  );
  return token?.offset ?? (pair.key as Node).range?.[0] ?? 0;
}

/** The value of an entry with its tag and anchor; of an empty value the point behind the colon. Undefined without a colon. */
export function spanOfValue(text: string, pair: Pair): Span | undefined {
  const { sep } = sourceOf(pair);
  const colon = sep.findIndex((token) => token.type === 'map-value-ind');
  const value = pair.value as Node | null;
  const first = sep.slice(colon + 1).find((token) => token.type === 'anchor' || token.type === 'tag');
  if (colon < 0 || !value?.range) return undefined;
  const end = endOfNode(text, value);
  const isEmpty = end === value.range[0] && !first;
  if (isEmpty) return { start: (sep[colon]?.offset ?? 0) + 1, end: (sep[colon]?.offset ?? 0) + 1 };
  return { start: first?.offset ?? value.range[0], end };
}

/** The point behind the colon of an entry, its tag and its anchor: before any comment or line break. */
export function afterProperties(pair: Pair): number | undefined {
  const token = sourceOf(pair).sep.findLast((candidate) => ['map-value-ind', 'anchor', 'tag'].includes(candidate.type));
  return token && token.offset + token.source.length;
}

/** Where the comma before an entry of a flow mapping stands. */
export function commaBefore(pair: Pair): number | undefined {
  return sourceOf(pair).start.find((token) => token.type === 'comma')?.offset;
}

/** Where the content of an entry ends: before comments, blank lines and the line break. */
export function endOfPair(text: string, pair: Pair): number {
  const key = (pair.key as Node).range?.[1] ?? 0;
  const separator = afterProperties(pair) ?? key;
  return Math.max(key, separator, pair.value === null ? 0 : endOfNode(text, pair.value as Node));
}

/** Where the content of a node ends. */
export function endOfNode(text: string, node: Node): number {
  const [start, end] = node.range ?? [0, 0];
  if (isCollection(node) && !node.flow) {
    const last = node.items.at(-1);
    if (last === undefined) return end;
    return isPair(last) ? endOfPair(text, last) : Math.max(start, endOfNode(text, last as Node));
  }
  // A block scalar reaches over its line breaks.
  return isBlockScalar(node) ? start + text.slice(start, end).trimEnd().length : end;
}

/** The scalar or alias with which the content of an entry ends. */
export function lastLeaf(node: unknown): unknown {
  if (isPair(node)) return node.value === null ? node.key : lastLeaf(node.value);
  if (isCollection(node) && !node.flow && node.items.length > 0) return lastLeaf(node.items.at(-1));
  return node;
}

/** Whether a node is a scalar of the kind `|` or `>`. */
export function isBlockScalar(node: unknown): node is Scalar {
  return isScalar(node) && (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED);
}

/** Whether a node is a scalar of the kind `|+` or `>+`, which takes in the blank lines below. */
export function keepsBlankLines(text: string, node: unknown): boolean {
  return isBlockScalar(node) && /^[|>][1-9]?\+/.test(text.slice(node.range?.[0]));
}

interface Token {
  readonly type: string;
  readonly offset: number;
  readonly source: string;
}

function sourceOf(pair: Pair): { readonly start: readonly Token[]; readonly sep: readonly Token[] } {
  return { start: pair.srcToken?.start ?? [], sep: pair.srcToken?.sep ?? [] };
}
