import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type Problem, throwProblems } from '../support/errors.ts';
import type { ConnectionSettings } from '../support/postgres/connection-settings.ts';
import type { SourceFile } from './config-tree.ts';
import type { MasConfig } from './mas-config.ts';
import { readMasDatabase } from './mas-database.ts';
import { readMasMatrix } from './mas-matrix.ts';
import { readMasPasswords } from './mas-passwords.ts';
import { readMasProviders } from './mas-providers.ts';
import { readMasTree } from './mas-tree.ts';
import { readSourceFiles } from './read-source-files.ts';
import { openReading, type Reading } from './reading.ts';

/** Where and with what MAS is started. `env` is read for `MAS_CONFIG` and every other `MAS_…`. */
export interface MasReadOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Stands for the whole database section. */
  readonly databaseOverride?: ConnectionSettings;
  /** Files as they will be, by path: read instead of what is on the disk. */
  readonly replaced?: ReadonlyMap<string, SourceFile>;
}

/**
 * Reads MAS's configuration as MAS reads it.
 * @param paths files; when there are none, those of `MAS_CONFIG` (separated by `:`), else `config.yaml`
 * @throws PlanError with every problem of every file: FILE_UNREADABLE, CONFIG_YAML, CONFIG_EMPTY,
 *   CONFIG_MISSING_KEY, CONFIG_WRONG_TYPE, CONFIG_DATABASE
 */
export function readMasConfig(paths: readonly string[], options: MasReadOptions): MasConfig {
  const { cwd } = options;
  const names = paths.length > 0 ? paths : (options.env.MAS_CONFIG ?? 'config.yaml').split(':');
  const found = names.map((name) => findFile(name, cwd));
  const source = readSourceFiles(
    found.filter((path) => !isDirectory(path)),
    { cwd },
  );
  const files = source.files.map((file) => options.replaced?.get(file.path) ?? file);
  const { tree, problems: contentProblems } = readMasTree(files, source.ignored, options.env);
  const problems: Problem[] = [...found.filter(isDirectory).map(noDirectory), ...source.problems, ...contentProblems];
  // What is missing may stand in the file that could not be read: only what is wrong is said then.
  const isComplete = problems.length === 0;
  if (tree.files.length === 0 && tree.keys().length === 0) {
    if (isComplete)
      problems.push({
        code: 'CONFIG_EMPTY',
        message: `${found.join(', ')}: no options found`,
        place: { file: found.at(-1) ?? cwd, line: 1 },
      });
    throwProblems(problems);
  }
  const reading = openReading(tree, problems);
  refuseNullSections(reading);
  const database = readMasDatabase(reading, cwd, options.databaseOverride);
  const matrix = readMasMatrix(reading, cwd);
  const rest = {
    passwords: readMasPasswords(reading, cwd),
    providers: readMasProviders(reading),
    ...readBases(reading),
  };
  throwProblems(isComplete ? problems : problems.filter((problem) => problem.code !== 'CONFIG_MISSING_KEY'));
  if (!matrix) throw new Error('a problem was not reported');
  return { tree, database, matrix, ...rest };
}

/** MAS looks for a relative file in its working directory and then in each directory above. */
function findFile(name: string, cwd: string): string {
  if (isAbsolute(name)) return name;
  for (let directory = resolve(cwd); ; directory = dirname(directory)) {
    const path = join(directory, name);
    if (existsSync(path) && !isDirectory(path)) return path;
    if (directory === dirname(directory)) return resolve(cwd, name);
  }
}

/** What cannot be looked at is none; reading it as a file will say why. */
function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function noDirectory(path: string): Problem {
  return {
    code: 'FILE_UNREADABLE',
    message: `${path}: it is a directory; MAS takes only files`,
    place: { file: path },
  };
}

/** Unlike Synapse, MAS does not start with an empty section. */
function refuseNullSections(reading: Reading): void {
  for (const key of sections) {
    if (reading.tree.node([key]) === undefined || reading.has([key])) continue;
    reading.report(
      'CONFIG_WRONG_TYPE',
      [key],
      `${key} must be a mapping, not null`,
      `Remove the empty section ${key} or fill it; MAS does not start with it.`,
    );
  }
}

const sections = [
  ...['clients', 'http', 'database', 'telemetry', 'templates', 'email', 'secrets', 'passwords', 'matrix', 'policy'],
  ...['rate_limiting', 'upstream_oauth2', 'branding', 'captcha', 'account', 'oauth', 'experimental'],
];

/** Both with a trailing slash. Absent, MAS calls itself by an address that nobody can reach. */
function readBases(reading: Reading): Pick<MasConfig, 'publicBase' | 'issuer'> {
  const isSection = reading.keys(['http']) !== undefined;
  const read = (key: string) => (isSection ? reading.url(['http', key]) : undefined);
  if (isSection && !reading.has(['http', 'public_base'])) {
    reading.report('CONFIG_MISSING_KEY', ['http', 'public_base'], 'http has no public_base');
  }
  const publicBase = withSlash(read('public_base') ?? 'http://[::]:8080/');
  return { publicBase, issuer: withSlash(read('issuer') ?? publicBase) };
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
