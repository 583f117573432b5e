import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A folder of one test. */
export interface Folder {
  readonly path: (name: string) => string;
  readonly write: (name: string, text: string, mode?: number) => string;
  readonly read: (name: string) => string;
  /** Everything in it: name, kind, mode, owner, and bytes or where a link leads. */
  readonly snapshot: () => readonly string[];
  readonly names: () => readonly string[];
}

/** Makes an empty folder that is removed after the test. */
export function makeFolder(t: TestContext): Folder {
  const root = mkdtempSync(join(tmpdir(), 'files-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const path = (name: string): string => join(root, name);
  const names = (): readonly string[] => readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return {
    path,
    write: (name, text, mode = 0o640) => {
      writeFileSync(path(name), text, { mode });
      return path(name);
    },
    read: (name) => readFileSync(path(name), 'utf8'),
    snapshot: () => names().map((name) => `${name} ${describe(path(name))}`),
    names,
  };
}

function describe(path: string): string {
  const stat = lstatSync(path);
  const rights = `${stat.mode.toString(8)} ${stat.uid}:${stat.gid}`;
  if (stat.isSymbolicLink()) return `${rights} -> ${readlinkSync(path)}`;
  return stat.isFile() ? `${rights} ${JSON.stringify(readFileSync(path, 'utf8'))}` : rights;
}
