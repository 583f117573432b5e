import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { namedFiles, type OddConfig } from './odd-config.ts';
import { oddFiles, oddOptions } from './odd-options.ts';
import { oddYaml } from './odd-yaml.ts';

/** One odd configuration on a disk. */
export interface WrittenConfig extends Pick<OddConfig, 'name' | 'isUnpatchable'> {
  /** What Synapse is given: files and directories. */
  readonly paths: readonly string[];
  /** Writes the same with other texts in some of its files beside it, and gives its paths. */
  readonly copyWith: (texts: Readonly<Record<string, string>>) => readonly string[];
}

/** All of them. */
export const oddConfigs: readonly OddConfig[] = [...oddYaml, ...oddOptions, ...oddFiles];

/** Writes them, and the files that they name, below a directory. */
export function writeOddConfigs(directory: string): readonly WrittenConfig[] {
  for (const [name, text] of Object.entries(namedFiles)) write(join(directory, name), text);
  return oddConfigs.map(({ name, files, paths = Object.keys(files), isUnpatchable }, index) => {
    const folder = join(directory, String(index), 'source');
    const target = join(directory, String(index), 'target');
    for (const [file, text] of Object.entries(files)) {
      write(join(folder, file), text.replaceAll('DIRECTORY', directory));
    }
    return {
      name,
      ...(isUnpatchable ? { isUnpatchable } : {}),
      paths: paths.map((path) => join(folder, path)),
      copyWith: (texts) => {
        cpSync(folder, target, { recursive: true });
        for (const [path, text] of Object.entries(texts)) write(join(target, relative(folder, path)), text);
        return paths.map((path) => join(target, path));
      },
    };
  });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
