import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sha256 } from '../support/digest.ts';
import type { Problem } from '../support/errors.ts';
import type { SourceFile } from './config-tree.ts';

export interface SourceRead {
  readonly files: readonly SourceFile[];
  /** Directory entries that are not read, each with why. */
  readonly ignored: readonly string[];
  /** FILE_UNREADABLE, one for each path that cannot be read. */
  readonly problems: readonly Problem[];
}

/**
 * Reads files in the order given; of a directory its `*.yaml` files, sorted, and nothing below them (Synapse's rule).
 * Relative paths start at `cwd`. Throws nothing.
 */
export function readSourceFiles(paths: readonly string[], options: { readonly cwd: string }): SourceRead {
  const files: SourceFile[] = [];
  const ignored: string[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const absolute = resolve(options.cwd, path);
    try {
      const names = statSync(absolute).isDirectory() ? yamlFilesOf(absolute, ignored) : [absolute];
      for (const name of names) collect(name, files, problems);
    } catch (error) {
      problems.push(unreadable(absolute, error));
    }
  }
  return { files, ignored, problems };
}

/** A FILE_UNREADABLE problem that says why, in words. */
export function unreadable(path: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = {
    ENOENT: 'there is no such file',
    EACCES: 'this user may not read it',
    EISDIR: 'it is a directory',
    ENOTDIR: 'a part of the path is no directory',
  }[code];
  return {
    code: 'FILE_UNREADABLE',
    message: `${path}: ${why ?? (code || 'it cannot be read')}`,
    place: { file: path },
  };
}

function collect(path: string, files: SourceFile[], problems: Problem[]): void {
  try {
    const bytes = readFileSync(path);
    files.push({
      path,
      bytes,
      sha256: sha256(bytes),
      text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
    });
  } catch (error) {
    problems.push(unreadable(path, error));
  }
}

function yamlFilesOf(directory: string, ignored: string[]): readonly string[] {
  const names: string[] = [];
  for (const name of readdirSync(directory).sort()) {
    const path = join(directory, name);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) ignored.push(`${path}: not a file`);
    else if (!name.endsWith('.yaml')) ignored.push(`${path}: its name does not end in .yaml`);
    else names.push(path);
  }
  return names;
}
