import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Place } from '../support/errors.ts';
import type { ConfigNode, MappingEntry, MappingNode, SequenceNode } from './config-node.ts';
import { isSameNode } from './hidden-values.ts';
import type { YamlDialect } from './yaml-dialect.ts';

/** What the walk needs to know, and where it says what the reader would refuse. */
export interface Construction {
  readonly dialect: YamlDialect;
  /** The text that was parsed. */
  readonly text: string;
  readonly placeOf: (offset: number) => Place;
  readonly refuse: (place: Place, message: string) => void;
}

/**
 * Gives every node of a document its meaning in a dialect. Anchors are resolved in the order of the text. What
 * the reader refuses is reported and stands as null.
 */
export function constructNodes(contents: unknown, construction: Construction): ConfigNode {
  return new Constructor(construction).node(contents);
}

/** Mutable while it is filled: an alias inside may need it before it is complete. */
interface OpenMapping extends MappingNode {
  readonly entries: Map<string, MappingEntry>;
  readonly hidden: MappingEntry[];
}
interface OpenSequence extends SequenceNode {
  readonly items: ConfigNode[];
}

/** One walk over one document; it lives as long as its anchors. */
class Constructor {
  readonly #anchors = new Map<string, ConfigNode>();
  readonly #open = new Set<ConfigNode>();
  readonly #it: Construction;

  constructor(construction: Construction) {
    this.#it = construction;
  }

  node(source: unknown): ConfigNode {
    if (isAlias(source)) return this.#alias(source.source, this.#place(source));
    if (isMap(source)) return this.#tagged(source, this.#mapping(source));
    if (isSeq(source)) return this.#tagged(source, this.#sequence(source));
    if (isScalar(source)) return this.#scalar(source);
    return { kind: 'scalar', value: null, place: {} };
  }

  #place(source: Node): Place {
    return this.#it.placeOf(source.range?.[0] ?? 0);
  }

  #alias(name: string, place: Place): ConfigNode {
    const target = this.#anchors.get(name);
    if (!target) return this.#refuse(place, 'the alias has no anchor before it');
    if (!this.#it.dialect.isPyyaml && this.#open.has(target))
      return this.#refuse(place, 'the alias stands inside its own anchor');
    return target;
  }

  #refuse(place: Place, message: string): ConfigNode {
    this.#it.refuse(place, message);
    return { kind: 'scalar', value: null, place };
  }

  #anchor(source: Node, node: ConfigNode): void {
    if (!('anchor' in source) || !source.anchor) return;
    if (this.#it.dialect.isPyyaml && this.#anchors.has(source.anchor))
      this.#it.refuse(node.place, 'the anchor is set a second time');
    this.#anchors.set(source.anchor, node);
  }

  #scalar(source: Scalar): ConfigNode {
    const place = this.#place(source);
    const text = this.#text(source);
    const tag = shortTag(source.tag);
    const value = this.#it.dialect.scalar(tag, text, source.type === undefined || source.type === Scalar.PLAIN);
    if (value === undefined)
      return this.#refuse(place, `the reader of ${this.#it.dialect.program} cannot take this value`);
    const node = this.#variant(tag, { kind: 'scalar', value, place });
    this.#anchor(source, node);
    return node;
  }

  /** The parser ends a block scalar with a line break even where the file ends without one; PyYAML and libyaml do not. */
  #text(source: Scalar): string {
    const text = source.source ?? String(source.value ?? '');
    const isBlock = source.type === Scalar.BLOCK_LITERAL || source.type === Scalar.BLOCK_FOLDED;
    const isCutOff = isBlock && !this.#it.text.endsWith('\n') && (source.range?.[1] ?? 0) >= this.#it.text.length;
    return isCutOff && text.endsWith('\n') ? text.slice(0, -1) : text;
  }

  #mapping(source: YAMLMap): OpenMapping {
    const node: OpenMapping = { kind: 'mapping', entries: new Map(), hidden: [], place: this.#place(source) };
    this.#anchor(source, node);
    this.#open.add(node);
    const merged: MappingEntry[] = [];
    const own: MappingEntry[] = [];
    for (const pair of source.items) {
      if (this.#isMerge(pair)) merged.push(...this.#merged(pair.value, node.place));
      else own.push(...this.#entry(pair, node.place));
    }
    // As PyYAML flattens: what is merged comes first, own keys replace it wherever `<<` stands.
    this.#refuseUnsettled(merged, own);
    for (const entry of merged) node.entries.set(entry.key, entry);
    for (const entry of own) {
      const before = node.entries.get(entry.key);
      if (before && own.includes(before)) node.hidden.push(before);
      node.entries.set(entry.key, entry);
    }
    this.#open.delete(node);
    return node;
  }

  #entry(pair: Pair, around: Place): readonly MappingEntry[] {
    // A plain `=` is a key like any other, but refused as a value: a quirk of YAML 1.1 in PyYAML.
    const key: ConfigNode = isPlainScalar(pair.key, '=')
      ? { kind: 'scalar', value: '=', place: this.#place(pair.key as Scalar) }
      : this.node(pair.key);
    const node =
      pair.value === null ? ({ kind: 'scalar', value: null, place: key.place } as const) : this.node(pair.value);
    const name = this.#keyName(pair.key, key);
    if (name === undefined) {
      this.#it.refuse(key.place.line === undefined ? around : key.place, 'a list or mapping stands as a key');
      return [];
    }
    return [{ key: name, keyPlace: isAlias(pair.key) ? this.#place(pair.key) : key.place, node }];
  }

  /** serde takes the text of a scalar key whatever its tag; in PyYAML a key has a value, which is named as in JSON. */
  #keyName(source: unknown, key: ConfigNode): string | undefined {
    const text = isScalar(source) ? (source.source ?? '') : undefined;
    if (!this.#it.dialect.isPyyaml && text !== undefined) return text;
    if (key.kind !== 'scalar') return undefined;
    const isOpaque = key.value instanceof Date || key.value instanceof Uint8Array;
    return isOpaque && text !== undefined ? text : String(key.value);
  }

  #isMerge(pair: Pair): boolean {
    if (!this.#it.dialect.isPyyaml || !isScalar(pair.key)) return false;
    return isPlainScalar(pair.key, '<<') || shortTag(pair.key.tag) === 'merge';
  }

  /** Where merged mappings say different things, PyYAML 6.0.4 takes another one than the releases before it. */
  #refuseUnsettled(merged: readonly MappingEntry[], own: readonly MappingEntry[]): void {
    for (const [index, entry] of merged.entries()) {
      const other = merged.slice(0, index).find(({ key }) => key === entry.key);
      if (!other || own.some(({ key }) => key === entry.key) || isSameNode(other.node, entry.node)) continue;
      this.#it.refuse(
        entry.keyPlace,
        `two merged mappings have ${entry.key}, and which one counts depends on the version of PyYAML: write it where << stands`,
      );
    }
  }

  /** Of several merged mappings the first one wins. */
  #merged(value: unknown, around: Place): readonly MappingEntry[] {
    const node = this.node(value);
    const sources = node.kind === 'sequence' ? [...node.items].reverse() : [node];
    return sources.flatMap((source) => {
      if (source.kind === 'mapping') return [...source.entries.values()];
      this.#it.refuse(
        source.place.line === undefined ? around : source.place,
        '<< merges something that is no mapping',
      );
      return [];
    });
  }

  #sequence(source: YAMLSeq): OpenSequence {
    const node: OpenSequence = { kind: 'sequence', items: [], place: this.#place(source) };
    this.#anchor(source, node);
    this.#open.add(node);
    for (const item of source.items) node.items.push(isPair(item) ? this.#single(item, node.place) : this.node(item));
    this.#open.delete(node);
    return node;
  }

  /** `[a: b]`, a mapping of one key in a list. */
  #single(pair: Pair, around: Place): MappingNode {
    const entries = this.#entry(pair, around);
    return {
      kind: 'mapping',
      entries: new Map(entries.map((entry) => [entry.key, entry])),
      hidden: [],
      place: entries[0]?.keyPlace ?? around,
    };
  }

  /** Applies the tag of a collection. */
  #tagged(source: YAMLMap | YAMLSeq, node: MappingNode | SequenceNode): ConfigNode {
    const tag = shortTag(source.tag);
    if (!this.#it.dialect.isPyyaml) return this.#variant(tag, node);
    const { place } = node;
    if (
      tag === undefined ||
      tag === '!' ||
      (tag === 'map' && node.kind === 'mapping') ||
      (tag === 'seq' && node.kind === 'sequence')
    )
      return node;
    if (tag === 'set' && node.kind === 'mapping') {
      return { kind: 'sequence', items: [...node.entries.values()].map((entry) => keyNode(entry)), place };
    }
    if ((tag === 'omap' || tag === 'pairs') && node.kind === 'sequence') {
      return { kind: 'sequence', items: node.items.flatMap((item) => this.#orderedPair(item)), place };
    }
    return this.#refuse(place, 'the tag is unknown or does not fit');
  }

  #orderedPair(item: ConfigNode): readonly ConfigNode[] {
    const [entry, ...more] = item.kind === 'mapping' ? item.entries.values() : [];
    if (!entry || more.length > 0) return [this.#refuse(item.place, 'an ordered mapping needs one key in each item')];
    return [{ kind: 'sequence', items: [keyNode(entry), entry.node], place: entry.keyPlace }];
  }

  /** serde reads a tag of one's own, `!name value`, as a mapping of one key. */
  #variant(tag: string | undefined, node: ConfigNode): ConfigNode {
    if (this.#it.dialect.isPyyaml || !tag?.startsWith('!')) return node;
    const key = tag === '!' ? tag : tag.slice(1);
    return {
      kind: 'mapping',
      entries: new Map([[key, { key, keyPlace: node.place, node }]]),
      hidden: [],
      place: node.place,
    };
  }
}

function keyNode(entry: MappingEntry): ConfigNode {
  return { kind: 'scalar', value: entry.key, place: entry.keyPlace };
}

function isPlainScalar(source: unknown, text: string): boolean {
  return isScalar(source) && source.source === text && source.type === Scalar.PLAIN && source.tag === undefined;
}

function shortTag(tag: string | undefined): string | undefined {
  return tag?.replace(/^tag:yaml\.org,2002:/, '');
}
