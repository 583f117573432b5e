import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../src/support/digest.ts';

/**
 * Everything in a folder, by name: bytes, mode, owner, group, and when it was last written; but not the plan, its receipts and its audit
 * log. Times are told in whole milliseconds, for Node sets
 * none more exactly than to a microsecond; of folders none is, for a receipt beside a file changes that.
 */
export function wholeFolder(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !name.startsWith('plan.yaml'),
  );
  return Object.fromEntries(
    names.sort().map((name) => {
      const path = join(folder, name);
      const { mode, uid, gid, mtimeMs, nlink } = lstatSync(path);
      const common = `${mode.toString(8)} ${uid}:${gid}`;
      const isFile = lstatSync(path).isFile();
      return [name, isFile ? `${common} ${nlink} ${Math.round(mtimeMs)} ${sha256(readFileSync(path))}` : common];
    }),
  );
}
