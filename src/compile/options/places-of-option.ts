import { formatPath } from '../../config/config-node.ts';
import type { ConfigTree } from '../../config/config-tree.ts';
import type { Place } from '../../support/errors.ts';

/** Every place of every file that sets an option, those too that a later one hides. */
export function placesOfOption(tree: ConfigTree, path: readonly [string, ...string[]]): readonly Place[] {
  const [key, ...below] = path;
  return tree.contributions(key).flatMap((contribution) => {
    const place = below.length === 0 ? contribution.place : contribution.placeOf(below);
    return place ? [{ ...place, key: formatPath(path) }] : [];
  });
}
