import type { Place } from '../support/errors.ts';
import { type ConfigPath, formatPath } from './config-node.ts';
import type { ConfigTree } from './config-tree.ts';

/** Where a value stands, or the nearest thing around it that is written down, or else the last file, which could hold it. */
export function placeAround(tree: Pick<ConfigTree, 'files' | 'place'>, path: ConfigPath): Place {
  for (let length = path.length; length > 0; length--) {
    const place = tree.place(path.slice(0, length));
    if (place) return place.file === undefined ? place : { ...place, key: formatPath(path) };
  }
  const file = tree.files.at(-1);
  return { ...(file ? { file: file.path } : {}), key: formatPath(path) };
}
