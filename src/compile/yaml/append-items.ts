import { isPair, type Node, type YAMLSeq } from 'yaml';
import { endOfNode, endOfPair, lastLeaf } from './node-spans.ts';
import { renderFlow, renderItem } from './render-value.ts';
import type { Splice } from './splice.ts';
import { endOfBlankLines, endOfLines, lineStart, linesAt } from './text-lines.ts';
import type { YamlValue } from './yaml-value.ts';

/**
 * Writes items at the end of a list that is not empty.
 * @returns undefined where its last item shares a line with another list
 */
export function appendItems(
  text: string,
  list: YAMLSeq,
  items: readonly YamlValue[],
  step: string,
): readonly Splice[] | undefined {
  const last = list.items.at(-1);
  if (last === undefined || items.length === 0) return [];
  const end = isPair(last) ? endOfPair(text, last) : endOfNode(text, last as Node);
  if (list.flow) return [{ start: end, end, insert: items.map((item) => `, ${renderFlow(item)}`).join('') }];
  const source = list.srcToken?.type === 'block-seq' ? list.srcToken.items : [];
  const dashes = source.flatMap((item) => item.start.find((token) => token.type === 'seq-item-ind')?.offset ?? []);
  const dash = dashes.findLast((offset) => text.slice(lineStart(text, offset), offset).trim() === '');
  if (dash === undefined) return undefined;
  const indent = text.slice(lineStart(text, dash), dash);
  const at = endOfBlankLines(text, endOfLines(text, end, indent.length), lastLeaf(last));
  const lines = items.map((item) => renderItem(item, indent, step)).join('');
  return [{ start: at, end: at, insert: linesAt(text, at, lines) }];
}
