import type { Pair } from 'yaml';
import { endOfPair, isBlockScalar, keyOf, lastLeaf, startOfPair } from './node-spans.ts';
import type { OpenYaml } from './open-yaml.ts';
import type { Splice } from './splice.ts';
import { endOfLines, lineStart } from './text-lines.ts';

/**
 * Adds a section in block style at the end of the document: before `...`, and before a last block scalar that a line
 * break would make longer.
 * @param removed keys that the same edit takes out
 */
export function addSection(open: OpenYaml, block: string, removed: ReadonlySet<string>): Splice {
  const { text, root } = open;
  const pairs = root.items as readonly Pair[];
  const first = pairs[0];
  const indent = first ? ' '.repeat(startOfPair(first) - lineStart(text, startOfPair(first))) : '';
  const lines = block.replace(/^(?=.)/gm, indent);
  const end = endOfDocument(text, root.range?.[1] ?? 0);
  if (end < text.length || text.endsWith('\n')) return { start: end, end, insert: lines };
  // What is removed down to the end of the text takes the line break before it along.
  const last = pairs.at(-1);
  const isLastRemoved =
    last !== undefined &&
    removed.has(keyOf(last) ?? '') &&
    endOfLines(text, endOfPair(text, last), indent.length) === text.length;
  if (last && !isLastRemoved && isBlockScalar(lastLeaf(last))) {
    const at = lineStart(text, startOfPair(last));
    return { start: at, end: at, insert: lines };
  }
  return { start: end, end, insert: isLastRemoved ? lines : `\n${lines}` };
}

/** Before the line `...`, else at the end of the text. */
function endOfDocument(text: string, contentsEnd: number): number {
  const from = lineStart(text, contentsEnd);
  const marker = /^\.\.\.(?=\s|$)/m.exec(text.slice(from));
  return marker ? from + marker.index : text.length;
}
