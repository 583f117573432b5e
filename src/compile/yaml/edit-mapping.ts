import { isMap, type Pair, type YAMLMap } from 'yaml';
import { editBlockMapping } from './edit-block-mapping.ts';
import { editFlowMapping } from './edit-flow-mapping.ts';
import { keyOf } from './node-spans.ts';
import type { Splice } from './splice.ts';
import type { YamlValue } from './yaml-value.ts';

/** Entries to take out of a mapping and to write into it. */
export interface MappingChanges {
  readonly remove: ReadonlySet<string>;
  readonly insert: ReadonlyMap<string, YamlValue>;
}

/**
 * Splices that remove and insert entries of a mapping. Where a key stands twice, all are removed.
 * @param step the spaces by which the document indents
 * @param around the entry whose value the mapping is; absent at the root of the document and in lists
 * @returns undefined when the mapping is written in a way that cannot be edited
 */
export function editMapping(
  text: string,
  map: YAMLMap,
  changes: MappingChanges,
  step: string,
  around?: Pair,
): readonly Splice[] | undefined {
  if (changes.remove.size === 0 && changes.insert.size === 0) return [];
  return map.flow ? editFlowMapping(text, map, changes) : editBlockMapping(text, map, changes, step, around);
}

/** The entry of a mapping that counts: the last one of that key. */
export function effectivePair(map: YAMLMap, key: string): Pair | undefined {
  return (map.items as readonly Pair[]).findLast((pair) => keyOf(pair) === key);
}

/** The mapping that is the value of an entry. */
export function mappingOf(pair: Pair | undefined): YAMLMap | undefined {
  return pair && isMap(pair.value) ? (pair.value as YAMLMap) : undefined;
}
