import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { appendItems } from './append-items.ts';
import { type ChangeTree, writtenValue } from './change-tree.ts';
import { editMapping, effectivePair } from './edit-mapping.ts';
import { endOfPair, spanOfValue, startOfPair } from './node-spans.ts';
import type { OpenYaml } from './open-yaml.ts';
import { isBlock, renderBlock, renderFlow } from './render-value.ts';
import type { Splice } from './splice.ts';
import { lineStart, linesAt, nextLine } from './text-lines.ts';
import type { YamlValue } from './yaml-value.ts';

/** A document that is edited. */
export interface Editing {
  readonly open: OpenYaml;
  /** The spaces by which the document indents. */
  readonly step: string;
  /** Whether its reader knows `<<`. */
  readonly hasMerge: boolean;
}

/**
 * Splices for the changes inside an entry of the root that is there already.
 * @returns undefined where it is written in a way that cannot be changed safely
 */
export function editEntry(editing: Editing, pair: Pair, tree: ChangeTree): readonly Splice[] | undefined {
  return editValue(editing, pair, tree, editing.open.root.flow === true);
}

/** Undefined as soon as one of several is. */
type Splices = readonly Splice[] | undefined;

function editValue(editing: Editing, pair: Pair, tree: ChangeTree, isFlow: boolean): Splices {
  const node = pair.value;
  if (tree.value !== undefined) return replaceValue(editing, pair, tree.value, isFlow);
  if (hasOwnTag(node)) return undefined;
  if (isMap(node) && (node.items.length > 0 || hasRemovals(tree))) return editMap(editing, node, tree, pair);
  if (isSeq(node) && node.items.length > 0) return editList(editing, node, tree);
  if (isAlias(node)) return besideAlias(editing, pair, tree);
  return isEmpty(node) && !hasRemovals(tree) ? replaceValue(editing, pair, writtenValue(tree), isFlow) : undefined;
}

function editMap(editing: Editing, map: YAMLMap, tree: ChangeTree, around?: Pair): Splices {
  const remove = new Set<string>();
  const insert = new Map<string, YamlValue>();
  const parts: Splices[] = [];
  for (const [key, below] of tree.inside) {
    const pair = effectivePair(map, String(key));
    if (below.isRemoved && !pair) return undefined;
    if (below.isRemoved) remove.add(String(key));
    else if (pair) parts.push(editValue(editing, pair, below, map.flow === true));
    else insert.set(String(key), writtenValue(below));
  }
  return all([...parts, editMapping(editing.open.text, map, { remove, insert }, editing.step, around)]);
}

function editList(editing: Editing, list: YAMLSeq, tree: ChangeTree): Splices {
  const inside = [...tree.inside].map(([index, below]) => {
    const item = list.items[Number(index)];
    return isMap(item) && item.items.length > 0 && !hasOwnTag(item) ? editMap(editing, item, below) : undefined;
  });
  return all([...inside, appendItems(editing.open.text, list, tree.append, editing.step)]);
}

/** Where the new value takes lines of its own, the old one goes and these come below; a comment stays in its line. */
function replaceValue({ open, step }: Editing, pair: Pair, value: YamlValue, isFlow: boolean): Splices {
  const { text } = open;
  const span = spanOfValue(text, pair);
  if (!span) return undefined;
  if (isFlow || !isBlock(value) || !isEmpty(pair.value)) {
    const insert = renderFlow(value);
    return [{ ...span, insert: span.start === span.end ? ` ${insert}` : insert }];
  }
  const start = startOfPair(pair);
  const indent = ' '.repeat(start - lineStart(text, start));
  const at = nextLine(text, endOfPair(text, pair));
  const isLast = /^[ \t]*(\n|$)/.test(text.slice(span.end));
  const colon = text.slice(0, span.start).trimEnd().length;
  const lines = linesAt(text, at, renderBlock(value, indent + step, step));
  return [
    { start: isLast ? colon : span.start, end: span.end, insert: '' },
    { start: at, end: at, insert: lines },
  ];
}

/** `section: *alias` becomes a mapping that merges the alias: what else repeats it keeps its value. */
function besideAlias(editing: Editing, pair: Pair, tree: ChangeTree): Splices {
  const alias = pair.value;
  if (!isAlias(alias) || !alias.range || hasRemovals(tree) || tree.append.length > 0 || !editing.hasMerge)
    return undefined;
  const [start, end] = alias.range;
  const options = [...tree.inside].map(([key, below]) => `${key}: ${renderFlow(writtenValue(below))}`);
  return [{ start, end, insert: `{<<: *${alias.source}, ${options.join(', ')}}` }];
}

function all(parts: readonly Splices[]): Splices {
  return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

function hasRemovals(tree: ChangeTree): boolean {
  return [...tree.inside.values()].some((below) => below.isRemoved);
}

/**
 * A tag that makes something else of the value than its brackets or lines do. MAS reads `!name {a: 1}` as a section around it,
 * `{name: {a: 1}}`; Synapse reads `!!set {a: 1}` without the 1.
 */
function hasOwnTag(node: unknown): boolean {
  return isNode(node) && node.tag !== undefined && !plainTags.has(node.tag);
}

const plainTags: ReadonlySet<string> = new Set([
  'tag:yaml.org,2002:map',
  'tag:yaml.org,2002:seq',
  'tag:yaml.org,2002:null',
]);

/** Nothing, null, `{}` or `[]`. */
function isEmpty(node: unknown): boolean {
  if (node === null) return true;
  if (isCollection(node)) return node.items.length === 0;
  return isScalar(node) && node.type === Scalar.PLAIN && /^(~|null|)$/i.test(node.source ?? '');
}
