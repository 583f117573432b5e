import { type ConfigPath, nodeAt } from '../../config/config-node.ts';
import type { SourceFile } from '../../config/config-tree.ts';
import type { MasConfig } from '../../config/mas-config.ts';
import { parseYaml } from '../../config/parse-yaml.ts';
import { serdeDialect } from '../../config/yaml-dialect.ts';
import { planError } from '../../support/errors.ts';
import type { YamlPath } from '../yaml/yaml-change.ts';

/** Where a change is to be made so that it counts. */
export interface Location {
  readonly file: SourceFile;
  /** In that file: the lists of several files are joined, so indexes differ. */
  readonly path: YamlPath;
}

/**
 * Finds the file of MAS's configuration in which an option has to be written: the last one of those that hold the most
 * of what is around it, since later files win.
 * @throws PlanError CONFIG_UNPATCHABLE where MAS has no file, or has that list from its environment
 */
export function locateChange(mas: MasConfig, path: YamlPath): Location {
  const at = path.findIndex((step) => typeof step === 'number');
  if (at >= 0) return locateItem(mas, path, at);
  const depth = (file: SourceFile): number => {
    const { root } = parseYaml(file, serdeDialect);
    return path.findIndex((_, index) => nodeAt(root, path.slice(0, index + 1)) === undefined) >>> 0;
  };
  const [file] = [...mas.tree.files].reverse().sort((a, b) => depth(b) - depth(a));
  if (file) return { file, path };
  throw planError('CONFIG_UNPATCHABLE', `${path.join('.')}: MAS has no configuration file in which it could be set`, {
    remedy: 'Write the configuration of MAS to a file and name it by --mas-config.',
  });
}

function locateItem(mas: MasConfig, path: YamlPath, at: number): Location {
  const list: ConfigPath = path.slice(0, at);
  const index = path[at] as number;
  const fileOf = (item: number): string | undefined => mas.tree.place([...list, item])?.file;
  const name = fileOf(index);
  const file = mas.tree.files.find((candidate) => candidate.path === name);
  if (!file) {
    throw planError(
      'CONFIG_UNPATCHABLE',
      `${list.join('.')} of MAS stands in its environment, where it cannot be changed`,
      {
        remedy: 'Write it to a configuration file of MAS.',
      },
    );
  }
  const before = Array.from({ length: index }, (_, item) => fileOf(item)).filter((other) => other === name).length;
  return { file, path: [...list, before, ...path.slice(at + 1)] as unknown as YamlPath };
}
