import type { Problem } from '../support/errors.ts';
import type { ConfigNode, MappingEntry } from './config-node.ts';
import type { Contribution, SourceFile } from './config-tree.ts';
import { type HiddenValue, hiddenByMerge } from './hidden-values.ts';
import { readMasEnvironment } from './mas-environment.ts';
import { mergeMappings } from './merge-nodes.ts';
import { createNodeTree } from './node-tree.ts';
import { parseYaml } from './parse-yaml.ts';
import { sourceExcerpt } from './source-excerpt.ts';
import { contribution, type TreeRead, topLevelEntries } from './synapse-tree.ts';
import { serdeDialect } from './yaml-dialect.ts';

/**
 * Merges files as MAS does: deeply, later files win, lists are joined; `MAS_…` variables come before all files.
 * A file without any content is an empty mapping; one that holds something else is refused, as there.
 */
export function readMasTree(
  files: readonly SourceFile[],
  ignored: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): TreeRead {
  const problems: Problem[] = [];
  const used: SourceFile[] = [];
  const skipped = [...ignored];
  const hidden: HiddenValue[] = [];
  const found: { readonly file: SourceFile; readonly entry: MappingEntry }[] = [];
  let root = readMasEnvironment(env);
  for (const file of files) {
    const parsed = parseYaml(file, serdeDialect);
    problems.push(...parsed.problems);
    if (parsed.root?.kind === 'mapping') {
      used.push(file);
      found.push(...topLevelEntries(parsed.root).map((entry) => ({ file, entry })));
      hidden.push(...hiddenByMerge(root, parsed.root));
      root = mergeMappings(root, parsed.root, 'join');
    } else if (parsed.root) {
      problems.push(noMapping(file, parsed.root));
    } else if (parsed.problems.length === 0) {
      skipped.push(`${file.path}: empty`);
    }
  }
  const effective = reachable(root);
  const contributions = new Map<string, Contribution[]>();
  for (const { file, entry } of found) {
    const isEffective = [...reachable(entry.node)].some((node) => effective.has(node));
    contributions.set(entry.key, [...(contributions.get(entry.key) ?? []), contribution(file, entry, isEffective)]);
  }
  return { tree: createNodeTree(root, { files: used, ignored: skipped, hidden, contributions }), problems };
}

function noMapping(file: SourceFile, node: ConfigNode): Problem {
  const { line = 1, column = 1 } = node.place;
  const message = `${file.path} holds no mapping of options`;
  return { code: 'CONFIG_WRONG_TYPE', message, place: node.place, excerpt: sourceExcerpt(file.text, line, column) };
}

/** A node and everything below it. A value that came through the merge is still the node of its file. */
function reachable(node: ConfigNode, seen = new Set<ConfigNode>()): Set<ConfigNode> {
  if (seen.has(node)) return seen;
  seen.add(node);
  if (node.kind === 'mapping') for (const entry of node.entries.values()) reachable(entry.node, seen);
  if (node.kind === 'sequence') for (const item of node.items) reachable(item, seen);
  return seen;
}
