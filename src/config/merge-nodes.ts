import type { ConfigNode, MappingEntry, MappingNode } from './config-node.ts';

/**
 * Merges two values as figment does for MAS: mappings key by key at every depth; of other values the later one wins,
 * but lists are joined where `lists` says so (between files, not between environment variables).
 */
export function mergeNodes(earlier: ConfigNode, later: ConfigNode, lists: 'join' | 'replace'): ConfigNode {
  if (earlier.kind === 'mapping' && later.kind === 'mapping') return mergeMappings(earlier, later, lists);
  if (earlier.kind === 'sequence' && later.kind === 'sequence' && lists === 'join') {
    return { kind: 'sequence', items: [...earlier.items, ...later.items], place: later.place };
  }
  return later;
}

/** The same for two mappings. A key that both have stands where the later one has it. */
export function mergeMappings(earlier: MappingNode, later: MappingNode, lists: 'join' | 'replace'): MappingNode {
  const entries = new Map<string, MappingEntry>(earlier.entries);
  for (const entry of later.entries.values()) {
    const before = entries.get(entry.key);
    entries.set(entry.key, before ? { ...entry, node: mergeNodes(before.node, entry.node, lists) } : entry);
  }
  return { kind: 'mapping', entries, hidden: [], place: later.place };
}
