import { isMap, type Pair, type YAMLMap } from 'yaml';
import { editBlockMapping } from './edit-block-mapping.ts';
import { editFlowMapping } from './edit-flow-mapping.ts';
import { keyOf, spanOfValue } from './node-spans.ts';
import type { Splice } from './splice.ts';

/** Entries to take out of a mapping and to write into it, the values as YAML in flow style. */
export interface MappingChanges {
  readonly remove: ReadonlySet<string>;
  readonly insert: ReadonlyMap<string, string>;
}

/**
 * Splices that remove and set entries of a mapping. Where a key stands twice, all are removed, and the last one, which
 * counts, is set; a key that is both removed and set is written anew. A key that only a merge (`<<`) brings in is set by an entry of its own, which comes before it.
 * @param around the entry whose value the mapping is; absent at the root of the document
 * @returns undefined when the mapping is written in a way that cannot be edited
 */
export function editMapping(
  text: string,
  map: YAMLMap,
  changes: { readonly remove: ReadonlySet<string>; readonly set: ReadonlyMap<string, string> },
  around?: Pair,
): readonly Splice[] | undefined {
  const pairs = map.items as readonly Pair[];
  const insert = new Map<string, string>();
  const splices: Splice[] = [];
  for (const [key, value] of changes.set) {
    const pair = pairs.findLast((candidate) => keyOf(candidate) === key);
    if (!pair || changes.remove.has(key)) {
      insert.set(key, value);
      continue;
    }
    const span = spanOfValue(text, pair);
    if (!span) return undefined;
    splices.push({ ...span, insert: span.start === span.end ? ` ${value}` : value });
  }
  if (changes.remove.size === 0 && insert.size === 0) return splices;
  const structural = { remove: changes.remove, insert };
  const more = map.flow ? editFlowMapping(text, map, structural) : editBlockMapping(text, map, structural, around);
  return more && [...splices, ...more];
}

/** The entry of a mapping that counts: the last one of that key. */
export function effectivePair(map: YAMLMap, key: string): Pair | undefined {
  return (map.items as readonly Pair[]).findLast((pair) => keyOf(pair) === key);
}

/** The mapping that is the value of an entry. */
export function mappingOf(pair: Pair | undefined): YAMLMap | undefined {
  return pair && isMap(pair.value) ? (pair.value as YAMLMap) : undefined;
}
