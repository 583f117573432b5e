import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package: where templates, plan-schema and examples are, in a checkout and when installed. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'plan-schema'))) folder = dirname(folder);
  return folder;
}
