import type { MasConfig } from '../../config/mas-config.ts';
import type { WantedChange } from './patch-files.ts';

/**
 * The resources that Synapse and clients need: `discovery`, and `compat` for clients without OpenID Connect. They join
 * the first listener that serves `oauth`, or else pages for people. Without a section http MAS has listeners of its own,
 * with both.
 */
export function resourceChanges(mas: MasConfig): readonly WantedChange[] {
  const listeners = mas.tree.value(['http', 'listeners']);
  if (!Array.isArray(listeners)) return [];
  const names = listeners.map((_, index) => resourcesOf(mas, index));
  const find = (name: string): number => names.findIndex((list) => list.includes(name));
  const index = find('oauth') >= 0 ? find('oauth') : find('human');
  if (index < 0) return [];
  return ['discovery', 'compat']
    .filter((name) => find(name) < 0)
    .map((name) => ({
      change: { kind: 'append', path: ['http', 'listeners', index, 'resources'], value: { name } },
      why: `${name} ${reasons[name as keyof typeof reasons]}`,
    }));
}

const reasons = {
  discovery: 'tells Synapse and clients where everything is',
  compat: 'answers /login, /logout and /refresh of clients without OpenID Connect',
};

function resourcesOf(mas: MasConfig, listener: number): readonly unknown[] {
  const resources = mas.tree.value(['http', 'listeners', listener, 'resources']);
  if (!Array.isArray(resources)) return [];
  return resources.map((_, index) => mas.tree.value(['http', 'listeners', listener, 'resources', index, 'name']));
}
