import { formatPath } from '../config/config-node.ts';
import type { ConfigTree } from '../config/config-tree.ts';
import type { YamlPath } from './yaml/yaml-change.ts';

/** A resource of a listener that serves the consent page, and what else it serves. */
export interface ConsentListener {
  readonly path: YamlPath;
  readonly name: string;
  readonly others: readonly string[];
}

/** Where `listeners` of homeserver.yaml serve `consent`: without user_consent Synapse stops while it opens these. */
export function consentListeners(tree: ConfigTree): readonly ConsentListener[] {
  const listeners = tree.value(['listeners']);
  if (!Array.isArray(listeners)) return [];
  return listeners.flatMap((_, index) => {
    const resources = tree.value(['listeners', index, 'resources']);
    if (!Array.isArray(resources)) return [];
    return resources.flatMap((_resource, at) => {
      const path: YamlPath = ['listeners', index, 'resources', at, 'names'];
      const written = tree.value(path);
      const names: readonly unknown[] = Array.isArray(written) ? written : [written];
      if (!names.includes('consent')) return [];
      return [{ path, name: formatPath(path), others: names.filter((name) => name !== 'consent').map(String) }];
    });
  });
}
