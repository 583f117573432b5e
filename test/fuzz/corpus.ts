import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fillExample } from '../../src/cli/demo/fill-example.ts';
import { packageRoot } from '../../src/support/package-root.ts';
import { namedFiles } from '../config/odd/odd-config.ts';
import { oddConfigs } from '../config/odd/write-odd-configs.ts';
import { readGoldenCases } from '../golden/golden-case.ts';

/** Configurations of both sides before anything is changed. */
export interface Specimen {
  readonly name: string;
  /** Texts by path, below a folder of its own. */
  readonly files: Readonly<Record<string, string>>;
  /** What --synapse-config and --mas-config get. */
  readonly synapse: readonly string[];
  readonly mas: readonly string[];
}

/**
 * The golden cases, the odd configurations (each beside a MAS), and the example of the demo. Without the few that are long: there is
 * nothing to find in their thousandth line.
 */
export function readCorpus(): readonly Specimen[] {
  const golden = readGoldenCases().map(
    ({ name, folder, synapse, mas }): Specimen => ({ name, files: textsIn(folder), synapse, mas }),
  );
  const masFiles = [...new Set(golden.map(({ files }) => files['mas.yaml'] ?? ''))];
  const odd = oddConfigs.map(({ name, files, paths = Object.keys(files) }, index): Specimen => {
    const mas = masFiles[index % masFiles.length] ?? '';
    const filled = Object.entries({ ...namedFiles, ...files }).map(([file, text]) => [
      file,
      text.replaceAll('DIRECTORY', '.'),
    ]);
    return { name, files: { ...Object.fromEntries(filled), 'mas.yaml': mas }, synapse: paths, mas: ['mas.yaml'] };
  });
  return [...golden, ...odd.filter(({ files }) => Object.values(files).join('').length < 20_000), demo()];
}

function textsIn(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !/(case|expected)\.yaml$|\.sql$/.test(path));
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

/** Has most options and many secrets. */
function demo(): Specimen {
  const values = {
    host: 'localhost',
    port: 5432,
    user: 'u',
    password: 'p_example_only',
    database: 'd',
    directory: '.',
  };
  const read = (name: string): string =>
    fillExample(readFileSync(join(packageRoot(), 'examples', 'demo', name), 'utf8'), values);
  return {
    name: 'the demo',
    files: {
      'homeserver.yaml': read('homeserver.yaml'),
      'irc-bridge.yaml': read('irc-bridge.yaml'),
      'mas.yaml': read('mas.yaml'),
    },
    synapse: ['homeserver.yaml'],
    mas: ['mas.yaml'],
  };
}
