import type { Problem } from '../support/errors.ts';
import type { MappingEntry, MappingNode } from './config-node.ts';
import type { Contribution, SourceFile } from './config-tree.ts';
import { duplicateKeys, type HiddenValue, hiddenBy } from './hidden-values.ts';
import { createNodeTree, type NodeTree, placeIn } from './node-tree.ts';
import { parseYaml } from './parse-yaml.ts';
import { pyyamlDialect } from './yaml-dialect.ts';

export interface TreeRead {
  readonly tree: NodeTree;
  /** CONFIG_YAML, of all files. */
  readonly problems: readonly Problem[];
}

/**
 * Merges files as Synapse does: a later file replaces whole top-level keys. A file that is empty or no mapping is
 * ignored, as there.
 * @param ignored what was left out before, with why; it is taken over into the tree
 */
export function readSynapseTree(files: readonly SourceFile[], ignored: readonly string[]): TreeRead {
  const problems: Problem[] = [];
  const used: SourceFile[] = [];
  const skipped = [...ignored];
  const hidden: HiddenValue[] = [];
  const entries = new Map<string, MappingEntry>();
  const found: { readonly file: SourceFile; readonly entry: MappingEntry }[] = [];
  for (const file of files) {
    const parsed = parseYaml(file, pyyamlDialect);
    problems.push(...parsed.problems);
    if (parsed.root?.kind === 'mapping') {
      used.push(file);
      found.push(...topLevelEntries(parsed.root).map((entry) => ({ file, entry })));
      hidden.push(...duplicateKeys(parsed.root));
      for (const entry of parsed.root.entries.values()) {
        const before = entries.get(entry.key);
        if (before) hidden.push(hiddenBy([entry.key], before, entry));
        entries.set(entry.key, entry);
      }
    } else if (parsed.problems.length === 0) {
      skipped.push(`${file.path}: empty or no mapping of options; Synapse ignores it`);
    }
  }
  const contributions = new Map<string, Contribution[]>();
  for (const { file, entry } of found) {
    const effective = entries.get(entry.key) === entry;
    contributions.set(entry.key, [...(contributions.get(entry.key) ?? []), contribution(file, entry, effective)]);
  }
  const root: MappingNode = { kind: 'mapping', entries, hidden: [], place: {} };
  return { tree: createNodeTree(root, { files: used, ignored: skipped, hidden, contributions }), problems };
}

/** One place where a top-level key is set. */
export function contribution(file: SourceFile, entry: MappingEntry, effective: boolean): Contribution {
  const root: MappingNode = { kind: 'mapping', entries: new Map([[entry.key, entry]]), hidden: [], place: {} };
  const placeOf: Contribution['placeOf'] = (path) => placeIn(root, [entry.key, ...path]);
  return { file, place: { ...entry.keyPlace, key: entry.key }, effective, placeOf };
}

/** Every top-level entry of a file, those too that a duplicate key further down hides, in the order of the file. */
export function topLevelEntries(root: MappingNode): readonly MappingEntry[] {
  return [...root.hidden, ...root.entries.values()].sort(
    (a, b) => (a.keyPlace.line ?? 0) - (b.keyPlace.line ?? 0) || (a.keyPlace.column ?? 0) - (b.keyPlace.column ?? 0),
  );
}
