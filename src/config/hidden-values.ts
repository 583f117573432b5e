import type { Place } from '../support/errors.ts';
import { isSameValue } from '../support/same-value.ts';
import { type ConfigNode, type ConfigPath, formatPath, type MappingEntry } from './config-node.ts';

/** A value that is written down but does not count, since a later one of the same option does. */
export interface HiddenValue {
  readonly path: ConfigPath;
  readonly place: Place;
  /** Where the value stands that counts. */
  readonly by: Place;
  /** Whether both mean the same. */
  readonly isSame: boolean;
}

/** That an entry at a path hides another. */
export function hiddenBy(path: ConfigPath, hidden: MappingEntry, effective: MappingEntry): HiddenValue {
  const key = formatPath(path);
  return {
    path,
    place: { key, ...hidden.keyPlace },
    by: { key, ...effective.keyPlace },
    isSame: isSameNode(hidden.node, effective.node),
  };
}

/** Whether two nodes mean the same, wherever they stand. */
export function isSameNode(a: ConfigNode, b: ConfigNode): boolean {
  return a === b || isSameValue(toPlain(a, new Map()), toPlain(b, new Map()));
}

/** Keys that stand twice in one mapping, anywhere in a tree: the last one counts. */
export function duplicateKeys(root: ConfigNode, around: ConfigPath = []): readonly HiddenValue[] {
  const seen = new Set<ConfigNode>();
  const walk = (node: ConfigNode, path: ConfigPath): readonly HiddenValue[] => {
    if (seen.has(node) || node.kind === 'scalar') return [];
    seen.add(node);
    if (node.kind === 'sequence') return node.items.flatMap((item, index) => walk(item, [...path, index]));
    const own = node.hidden.flatMap((entry) => {
      const effective = node.entries.get(entry.key);
      return effective ? [hiddenBy([...path, entry.key], entry, effective)] : [];
    });
    return [...own, ...[...node.entries.values()].flatMap((entry) => walk(entry.node, [...path, entry.key]))];
  };
  return walk(root, around);
}

/** What a later value hides where mappings are merged at every depth and lists are joined. */
export function hiddenByMerge(earlier: ConfigNode, later: ConfigNode, path: ConfigPath = []): readonly HiddenValue[] {
  if (earlier.kind !== 'mapping' || later.kind !== 'mapping') return [];
  return [...later.entries.values()].flatMap((entry) => {
    const before = earlier.entries.get(entry.key);
    if (!before) return [];
    const here = [...path, entry.key];
    if (before.node.kind !== entry.node.kind || entry.node.kind === 'scalar') return [hiddenBy(here, before, entry)];
    return hiddenByMerge(before.node, entry.node, here);
  });
}

/** A value that can be compared; what is shared or holds itself stays so. */
function toPlain(node: ConfigNode, seen: Map<ConfigNode, unknown>): unknown {
  if (node.kind === 'scalar') return node.value;
  if (seen.has(node)) return seen.get(node);
  if (node.kind === 'sequence') {
    const list: unknown[] = [];
    seen.set(node, list);
    for (const item of node.items) list.push(toPlain(item, seen));
    return list;
  }
  const section = new Map<string, unknown>();
  seen.set(node, section);
  for (const entry of node.entries.values()) section.set(entry.key, toPlain(entry.node, seen));
  return section;
}
