import type { ConfigNode, MappingNode } from '../../config/config-node.ts';
import type { SourceFile } from '../../config/config-tree.ts';
import { parseYaml } from '../../config/parse-yaml.ts';
import type { YamlDialect } from '../../config/yaml-dialect.ts';
import { sha256 } from '../../support/digest.ts';
import { isSameValue } from '../../support/same-value.ts';
import type { Reveal } from './secret-slot.ts';
import type { YamlChange } from './yaml-change.ts';
import { isSecretReference, type YamlValue } from './yaml-value.ts';

/** Whether the new bytes of a file mean anything else than its old ones with the changes, as its program reads both. */
export function differsFromIntention(
  file: SourceFile,
  after: Uint8Array,
  changes: readonly YamlChange[],
  { dialect, reveal }: { readonly dialect: YamlDialect; readonly reveal: Reveal },
): boolean {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(after);
  const read = parseYaml({ path: file.path, bytes: after, text, sha256: sha256(after) }, dialect);
  if (read.problems.length > 0) return true;
  const before: unknown = topLevel(parseYaml(file, dialect).root);
  const intended = changes.reduce((value, change) => applyChange(value, change, reveal), before);
  return !isSameValue(topLevel(read.root), intended);
}

/** Plain values by key; what is shared by aliases stays shared. */
type Section = ReadonlyMap<string, unknown>;

function applyChange(before: unknown, change: YamlChange, reveal: Reveal): unknown {
  if (change.kind === 'add') return changeAt(before, [change.key], () => toSection(change.value, reveal));
  if (change.kind === 'remove') return changeAt(before, change.path, () => undefined);
  const value = toSection(change.value, reveal);
  if (change.kind === 'set') return changeAt(before, change.path, () => value);
  return changeAt(before, change.path, (list) => [...(Array.isArray(list) ? list : []), value]);
}

/** `change` gives undefined for what is to go. */
function changeAt(value: unknown, path: readonly (string | number)[], change: (old: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (typeof step === 'number')
    return (value as readonly unknown[]).map((item, index) => (index === step ? changeAt(item, rest, change) : item));
  const section = new Map<string, unknown>(value instanceof Map ? value : []);
  const inner = changeAt(section.get(step), rest, change);
  if (inner === undefined) section.delete(step);
  else section.set(step, inner);
  return section;
}

function toSection(value: YamlValue, reveal: Reveal): unknown {
  if (typeof value !== 'object') return value;
  if (isSecretReference(value)) return reveal(value.secretOf).reveal();
  if (Array.isArray(value)) return value.map((item) => toSection(item as YamlValue, reveal));
  return new Map(Object.entries(value).map(([key, inner]) => [key, toSection(inner as YamlValue, reveal)]));
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
