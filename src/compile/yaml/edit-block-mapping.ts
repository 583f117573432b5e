import type { Pair, YAMLMap } from 'yaml';
import type { MappingChanges } from './edit-mapping.ts';
import { afterProperties, endOfPair, keepsBlankLines, keyOf, lastLeaf, startOfPair } from './node-spans.ts';
import type { Splice } from './splice.ts';

/**
 * Removes entries of a mapping in block style with their lines, and writes new ones as lines before the first. Comment
 * lines that are indented further than the key belong to the entry and go with it; all others stay.
 * @param around the entry whose value the mapping is; absent at the root of the document
 * @returns undefined when the mapping shares a line with something else
 */
export function editBlockMapping(
  text: string,
  map: YAMLMap,
  changes: MappingChanges,
  around?: Pair,
): readonly Splice[] | undefined {
  const pairs = map.items as readonly Pair[];
  const [first] = pairs;
  if (!first || pairs.some((pair) => !beginsItsLine(text, pair))) return undefined;
  const indent = text.slice(lineStart(text, startOfPair(first)), startOfPair(first));
  const isRemoved = (pair: Pair) => changes.remove.has(keyOf(pair) ?? '');
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
  const lines = [...changes.insert].map(([key, value]) => `${indent}${key}: ${value}\n`).join('');
  if (lines !== '')
    splices.push({
      start: lineStart(text, startOfPair(first)),
      end: lineStart(text, startOfPair(first)),
      insert: lines,
    });
  const emptied = around && lines === '' && pairs.every(isRemoved) ? afterProperties(around) : undefined;
  if (emptied !== undefined) splices.push({ start: emptied, end: emptied, insert: ' {}' });
  return splices;
}

/** @param before the entry that will stand above what follows */
function removal(text: string, pair: Pair, before: Pair | undefined): Splice {
  const start = lineStart(text, startOfPair(pair));
  const column = startOfPair(pair) - start;
  let end = nextLine(text, endOfPair(text, pair));
  for (let line = end; line < text.length; line = nextLine(text, line)) {
    const [, space = '', mark] = /^([ \t]*)(\S)?/.exec(text.slice(line, nextLine(text, line))) ?? [];
    if (mark === '#' && space.length > column) end = nextLine(text, line);
    else if (mark !== undefined) break;
  }
  // The blank lines below would become a part of the text above.
  if (before && keepsBlankLines(text, lastLeaf(before))) {
    while (end < text.length && text.slice(end, nextLine(text, end)).trim() === '') end = nextLine(text, end);
  }
  return { start, end, insert: '' };
}

function beginsItsLine(text: string, pair: Pair): boolean {
  const start = startOfPair(pair);
  return text.slice(lineStart(text, start), start).trim() === '';
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line after the one that holds `offset` begins. */
function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}
