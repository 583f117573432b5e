import type { YamlChange } from './yaml-change.ts';
import type { YamlValue } from './yaml-value.ts';

/** The changes below one place of a document. */
export interface ChangeTree {
  /** By key of a mapping or index of a list. */
  readonly inside: Map<string | number, ChangeTree>;
  readonly append: YamlValue[];
  isRemoved: boolean;
  value: YamlValue | undefined;
}

/** Sorts changes by where they are, apart from those that add whole sections. */
export function changeTree(changes: readonly YamlChange[]): ChangeTree {
  const root = emptyTree();
  for (const change of changes) {
    if (change.kind === 'add') continue;
    const path: readonly (string | number)[] = change.path;
    const tree = path.reduce<ChangeTree>((around, step) => {
      const below = around.inside.get(step) ?? emptyTree();
      around.inside.set(step, below);
      return below;
    }, root);
    if (change.kind === 'remove') tree.isRemoved = true;
    else if (change.kind === 'set') tree.value = change.value;
    else tree.append.push(change.value);
  }
  return root;
}

/** What is to be written where nothing stands yet. */
export function writtenValue(tree: ChangeTree): YamlValue {
  if (tree.value !== undefined) return tree.value;
  if (tree.append.length > 0) return tree.append;
  return Object.fromEntries([...tree.inside].map(([key, below]) => [key, writtenValue(below)]));
}

function emptyTree(): ChangeTree {
  return { inside: new Map(), append: [], isRemoved: false, value: undefined };
}
