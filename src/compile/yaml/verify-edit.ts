import { isDeepStrictEqual } from 'node:util';
import type { ConfigNode, MappingNode } from '../../config/config-node.ts';
import type { SourceFile } from '../../config/config-tree.ts';
import { parseYaml } from '../../config/parse-yaml.ts';
import { pyyamlDialect } from '../../config/yaml-dialect.ts';
import { sha256 } from '../../support/digest.ts';
import type { YamlChange } from './yaml-change.ts';

/** Whether the new bytes of a file mean anything else than its old ones with the changes, as Synapse reads both. */
export function differsFromIntention(file: SourceFile, after: Uint8Array, changes: readonly YamlChange[]): boolean {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(after);
  const read = parseYaml({ path: file.path, bytes: after, text, sha256: sha256(after) }, pyyamlDialect);
  if (read.problems.length > 0) return true;
  const intended = changes.reduce(applyChange, topLevel(parseYaml(file, pyyamlDialect).root));
  return !isDeepStrictEqual(topLevel(read.root), intended);
}

/** Plain values by key; what is shared by aliases stays shared. */
type Section = ReadonlyMap<string, unknown>;

function applyChange(before: Section, change: YamlChange): Section {
  if (change.kind === 'add') return new Map([...before, [change.key, new Map(Object.entries(change.value))]]);
  const [key, inner] = change.path;
  if (inner === undefined) return new Map([...before].filter(([name]) => name !== key));
  const section = before.get(key);
  const options = new Map<string, unknown>(section instanceof Map ? section : []);
  if (change.kind === 'set') options.set(inner, change.value);
  else options.delete(inner);
  return new Map([...before, [key, options]]);
}

function topLevel(root: ConfigNode | undefined): Section {
  return root?.kind === 'mapping' ? (toPlain(root, new Map()) as Section) : new Map();
}

function toPlain(node: ConfigNode, seen: Map<ConfigNode, unknown>): unknown {
  if (node.kind === 'scalar') return node.value;
  const known = seen.get(node);
  if (known !== undefined) return known;
  return node.kind === 'sequence' ? sequence(node.items, seen, node) : mapping(node, seen);
}

function sequence(items: readonly ConfigNode[], seen: Map<ConfigNode, unknown>, node: ConfigNode): readonly unknown[] {
  const list: unknown[] = [];
  seen.set(node, list);
  for (const item of items) list.push(toPlain(item, seen));
  return list;
}

function mapping(node: MappingNode, seen: Map<ConfigNode, unknown>): Section {
  const map = new Map<string, unknown>();
  seen.set(node, map);
  for (const entry of node.entries.values()) map.set(entry.key, toPlain(entry.node, seen));
  return map;
}
