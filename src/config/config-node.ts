import type { Place } from '../support/errors.ts';

/** What a scalar means to the program that reads it. Dates and bytes exist only in PyYAML's dialect. */
export type ScalarValue = string | number | bigint | boolean | null | Date | Uint8Array;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: ScalarValue;
  readonly place: Place;
}

/** One key of a mapping and what stands there. */
export interface MappingEntry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly node: ConfigNode;
}

export interface MappingNode {
  readonly kind: 'mapping';
  /** By key, in the order of the program that reads it. Keys that are no strings stand as JSON writes them. */
  readonly entries: ReadonlyMap<string, MappingEntry>;
  /** Entries that a later entry of the same mapping and key hides. */
  readonly hidden: readonly MappingEntry[];
  readonly place: Place;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly items: readonly ConfigNode[];
  readonly place: Place;
}

/**
 * A configuration value that remembers where it was written. An alias is the very node of its anchor, so the
 * graph may share nodes and, as PyYAML allows it, may even hold cycles.
 */
export type ConfigNode = ScalarNode | MappingNode | SequenceNode;

/** A path of keys and indexes from the root of a configuration. */
export type ConfigPath = readonly (string | number)[];

/** The node at a path below `root`; undefined where there is none. */
export function nodeAt(root: ConfigNode | undefined, path: ConfigPath): ConfigNode | undefined {
  return path.reduce<ConfigNode | undefined>((node, step) => {
    if (node?.kind === 'mapping') return node.entries.get(String(step))?.node;
    if (node?.kind === 'sequence') return typeof step === 'number' ? node.items[step] : undefined;
    return undefined;
  }, root);
}

/** A path as people write it: `oidc_providers[0].idp_id`. */
export function formatPath(path: ConfigPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** The path that `formatPath` wrote. */
export function parsePath(text: string): ConfigPath {
  return [...text.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map((match) =>
    match[1] === undefined ? match[0] : Number(match[1]),
  );
}

/** What a node is, for messages: never its value. */
export function describeNode(node: ConfigNode): string {
  if (node.kind !== 'scalar') return node.kind === 'mapping' ? 'a mapping' : 'a list';
  if (node.value === null) return 'null';
  if (node.value instanceof Date) return 'a date';
  if (node.value instanceof Uint8Array) return 'binary data';
  if (typeof node.value === 'bigint') return 'a number';
  return `a ${typeof node.value}`;
}
