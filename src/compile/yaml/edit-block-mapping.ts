import type { Pair, YAMLMap } from 'yaml';
import type { MappingChanges } from './edit-mapping.ts';
import { afterProperties, endOfPair, keyOf, lastLeaf, startOfPair } from './node-spans.ts';
import { renderEntry } from './render-value.ts';
import type { Splice } from './splice.ts';
import { endOfBlankLines, endOfLines, lineStart, linesAt } from './text-lines.ts';

/**
 * Removes entries of a mapping in block style with their lines, and writes new ones as lines before the first, or behind
 * the last one where the first shares its line with the `-` of a list. Comment lines that are indented further than the
 * key belong to the entry and go with it; all others stay.
 * @param around the entry whose value the mapping is; absent at the root of the document and in lists
 * @returns undefined when the mapping shares a line with something else
 */
export function editBlockMapping(
  text: string,
  map: YAMLMap,
  changes: MappingChanges,
  step: string,
  around?: Pair,
): readonly Splice[] | undefined {
  const pairs = map.items as readonly Pair[];
  const [first] = pairs;
  const isRemoved = (pair: Pair) => changes.remove.has(keyOf(pair) ?? '');
  const isItem = first && /^[ \t]*(- +)+$/.test(beforeInLine(text, first));
  if (!first || (isItem && isRemoved(first))) return undefined;
  if (pairs.some((pair) => beforeInLine(text, pair).trim() !== '' && !(isItem && pair === first))) return undefined;
  const splices = pairs.flatMap((pair, index) =>
    isRemoved(pair)
      ? [
          removal(
            text,
            pair,
            pairs.slice(0, index).findLast((other) => !isRemoved(other)),
          ),
        ]
      : [],
  );
  const indent = isItem ? ' '.repeat(beforeInLine(text, first).length) : beforeInLine(text, first);
  const lines = [...changes.insert].map(([key, value]) => renderEntry(key, value, indent, step)).join('');
  if (lines !== '') {
    const at = isItem ? endOfEntry(text, pairs.at(-1) ?? first) : lineStart(text, startOfPair(first));
    splices.push({ start: at, end: at, insert: linesAt(text, at, lines) });
  }
  const emptied = around && lines === '' && pairs.every(isRemoved) ? afterProperties(around) : undefined;
  if (emptied !== undefined) splices.push({ start: emptied, end: emptied, insert: ' {}' });
  return splices;
}

/** Where something can be written behind an entry without becoming a part of it. */
function endOfEntry(text: string, pair: Pair): number {
  const end = endOfLines(text, endOfPair(text, pair), beforeInLine(text, pair).length);
  return endOfBlankLines(text, end, lastLeaf(pair));
}

/** @param before the entry that will stand above what follows */
function removal(text: string, pair: Pair, before: Pair | undefined): Splice {
  const start = lineStart(text, startOfPair(pair));
  const end = endOfLines(text, endOfPair(text, pair), startOfPair(pair) - start);
  // The blank lines below would become a part of the text above.
  return { start, end: before ? endOfBlankLines(text, end, lastLeaf(before)) : end, insert: '' };
}

function beforeInLine(text: string, pair: Pair): string {
  const start = startOfPair(pair);
  return text.slice(lineStart(text, start), start);
}
