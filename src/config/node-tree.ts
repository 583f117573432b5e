import type { Place } from '../support/errors.ts';
import { Secret } from '../support/secret.ts';
import {
  type ConfigNode,
  type ConfigPath,
  formatPath,
  type MappingNode,
  nodeAt,
  type ScalarNode,
} from './config-node.ts';
import type { ConfigTree, Contribution } from './config-tree.ts';
import { isPublished, isSecretKey, isUriWithPassword, secretTailLength } from './secret-options.ts';

/** A ConfigTree whose nodes this stage can look at. */
export interface NodeTree extends ConfigTree {
  node(path: ConfigPath): ConfigNode | undefined;
}

/**
 * A tree over merged nodes. A value is secret by its path or because it is a URI with a password; a scalar that is
 * secret at one place is so wherever an alias repeats it.
 */
export function createNodeTree(
  root: MappingNode,
  about: Pick<ConfigTree, 'files' | 'ignored' | 'hidden'> & {
    readonly contributions: ReadonlyMap<string, readonly Contribution[]>;
  },
): NodeTree {
  const secrets = findSecrets(root);
  const values = new Map<ConfigNode, unknown>();
  const node = (path: ConfigPath) => nodeAt(root, path);
  return {
    files: about.files,
    ignored: about.ignored,
    hidden: about.hidden,
    node,
    value(path) {
      const found = node(path);
      return found && toValue(found, secrets, values);
    },
    place: (path) => placeIn(root, path),
    contributions: (key) => about.contributions.get(key) ?? [],
    keys: () => [...root.entries.keys()],
  };
}

/** Where the key at a path stands, or the item of a list. */
export function placeIn(root: MappingNode, path: ConfigPath): Place | undefined {
  const parent = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  if (last === undefined) return undefined;
  const place = parent?.kind === 'mapping' ? parent.entries.get(String(last))?.keyPlace : nodeAt(root, path)?.place;
  if (!place) return undefined;
  return place.key === undefined ? { ...place, key: formatPath(path) } : place;
}

/** Walks every path, but each node only once for each ending of a path that could make a difference. */
function findSecrets(root: MappingNode): ReadonlyMap<ScalarNode, Secret> {
  const secrets = new Map<ScalarNode, Secret>();
  const seen = new Map<ConfigNode, Set<string>>();
  const walk = (node: ConfigNode, path: ConfigPath): void => {
    if (node.kind === 'scalar') {
      if (secrets.has(node) || !isSecretValue(node, path)) return;
      secrets.set(node, new Secret(formatPath(path), String(node.value)));
      return;
    }
    const ending = JSON.stringify([
      path[0],
      ...path.filter((step) => typeof step === 'string').slice(-secretTailLength),
    ]);
    const endings = seen.get(node) ?? new Set();
    if (endings.has(ending)) return;
    seen.set(node, endings.add(ending));
    if (node.kind === 'mapping') for (const entry of node.entries.values()) walk(entry.node, [...path, entry.key]);
    else for (const [index, item] of node.items.entries()) walk(item, [...path, index]);
  };
  walk(root, []);
  return secrets;
}

/** Switches and nothing are no secrets, whatever the option is called. */
function isSecretValue(node: ScalarNode, path: ConfigPath): boolean {
  if (typeof node.value === 'boolean' || node.value === null || isPublished(path)) return false;
  return isSecretKey(path) || (typeof node.value === 'string' && isUriWithPassword(node.value));
}

function toValue(
  node: ConfigNode,
  secrets: ReadonlyMap<ScalarNode, Secret>,
  values: Map<ConfigNode, unknown>,
): unknown {
  if (node.kind === 'scalar') return secrets.get(node) ?? node.value;
  if (values.has(node)) return values.get(node);
  if (node.kind === 'sequence') {
    const list: unknown[] = [];
    values.set(node, list);
    for (const item of node.items) list.push(toValue(item, secrets, values));
    return list;
  }
  const object = {};
  values.set(node, object);
  for (const entry of node.entries.values()) {
    // Not an assignment: a key may be called __proto__.
    Object.defineProperty(object, entry.key, {
      value: toValue(entry.node, secrets, values),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return object;
}
