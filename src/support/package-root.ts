import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of this package: where templates, plan-schema and examples are, in a checkout and when installed.
 * @param start a folder of the package
 */
export function packageRoot(start = import.meta.dirname): string {
  let folder = start;
  while (!existsSync(join(folder, 'plan-schema'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No folder plan-schema beside or above ${start}: the package is not whole`);
    folder = parent;
  }
  return folder;
}
