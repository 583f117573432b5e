import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/** Where Synapse's files are for this program, when Synapse sees them elsewhere: in its container, for example. */
export interface PathMapping {
  readonly from: string;
  readonly to: string;
}

/**
 * Where a file that homeserver.yaml names is to be read. A relative name is Synapse's own, from a working directory that stands
 * nowhere: it is looked for beside the file that names it, then in `cwd`.
 */
export function locateFile(
  file: string,
  options: { readonly cwd: string; readonly namedIn?: string; readonly mappings: readonly PathMapping[] },
): string {
  const { cwd, namedIn, mappings } = options;
  const mapping = [...mappings]
    .sort((a, b) => b.from.length - a.from.length)
    .find(({ from }) => file === from || file.startsWith(from.endsWith('/') ? from : `${from}/`));
  if (mapping) return resolve(cwd, join(mapping.to, file.slice(mapping.from.length)));
  if (isAbsolute(file) || namedIn === undefined) return resolve(cwd, file);
  const beside = resolve(dirname(namedIn), file);
  const here = resolve(cwd, file);
  return !existsSync(beside) && existsSync(here) ? here : beside;
}
