import type { Pair, YAMLMap } from 'yaml';
import type { MappingChanges } from './edit-mapping.ts';
import { commaBefore, endOfPair, keyOf, startOfPair } from './node-spans.ts';
import { renderFlow } from './render-value.ts';
import type { Splice } from './splice.ts';

/** Removes entries of a mapping in flow style (`{a: 1, b: 2}`), each with a comma, and writes new ones before the first. */
export function editFlowMapping(text: string, map: YAMLMap, changes: MappingChanges): readonly Splice[] {
  const pairs = map.items as readonly Pair[];
  const isKept = pairs.map((pair) => !changes.remove.has(keyOf(pair) ?? ''));
  const [open, end] = [(map.range?.[0] ?? 0) + 1, (map.range?.[1] ?? 0) - 1];
  const inserted = [...changes.insert].map(([key, value]) => `${JSON.stringify(key)}: ${renderFlow(value)}`).join(', ');
  if (!isKept.includes(true)) return [{ start: open, end, insert: inserted }];
  const lastKept = isKept.lastIndexOf(true);
  const splices = pairs.flatMap((pair, index) => {
    if (isKept[index]) return [];
    // Each entry takes the comma behind it; at the end the comma behind the last one that stays goes too.
    const commas = [pairs[index + 1], index === lastKept + 1 ? pair : undefined].flatMap((other) => comma(other));
    return [
      entrySplice(text, pair, commas),
      ...commas.filter((at) => !touches(text, pair, at)).map((at) => ({ start: at, end: at + 1, insert: '' })),
    ];
  });
  const at = startOfPair(pairs[0] as Pair);
  return inserted === '' ? splices : [...splices, { start: at, end: at, insert: `${inserted}, ` }];
}

function comma(pair: Pair | undefined): readonly number[] {
  const at = pair && commaBefore(pair);
  return at === undefined ? [] : [at];
}

/** The entry, up to its own comma and the spaces behind where these follow in the same line. */
function entrySplice(text: string, pair: Pair, commas: readonly number[]): Splice {
  const start = startOfPair(pair);
  const at = commas.find((candidate) => touches(text, pair, candidate));
  if (at === undefined) return { start, end: endOfPair(text, pair), insert: '' };
  return { start, end: at + 1 + (/^[ \t]*/.exec(text.slice(at + 1))?.[0].length ?? 0), insert: '' };
}

function touches(text: string, pair: Pair, comma: number): boolean {
  const end = endOfPair(text, pair);
  return comma >= end && /^[ \t]*$/.test(text.slice(end, comma));
}
