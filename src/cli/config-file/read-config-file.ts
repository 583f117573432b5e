import { dirname } from 'node:path';
import type { Place } from '../../support/errors.ts';
import { readCheckedYaml } from '../read-checked-yaml.ts';

/** What an option may be in a file: what stands after it on a command line, `true` for one that stands alone. */
export type OptionValue = string | number | boolean | readonly (string | number)[];

/** Options that stand in a file instead of on the command line, by their names there without the hyphens. */
export interface ConfigFile {
  readonly path: string;
  /** Relative paths in it start here. */
  readonly folder: string;
  /** Of every command that has them. */
  readonly options: Readonly<Record<string, OptionValue>>;
  /** Of one command. */
  readonly commands: Readonly<Record<string, Readonly<Record<string, OptionValue>>>>;
  placeAt(keys: readonly string[]): Place;
}

/**
 * Reads a file of options (plan-schema/config.schema.json).
 * @throws PlanError FILE_UNREADABLE, CONFIG_YAML or CONFIG_WRONG_TYPE, all problems with their places
 */
export function readConfigFile(path: string): ConfigFile {
  const { value, placeAt } = readCheckedYaml(path, 'config');
  return { options: {}, commands: {}, ...(value as Partial<ConfigFile>), path, folder: dirname(path), placeAt };
}
