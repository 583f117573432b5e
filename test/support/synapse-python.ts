import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/support/package-root.ts';

const run = promisify(execFile);

/** The release of Synapse that the tests talk to. */
export const synapseVersion = '1.163.2';

/** One that is years old; with what it needs of other packages as they were then. */
export const olderSynapseVersion = '1.98.0';

// Not with the extra `postgres`: it builds psycopg2 from source, the binary package is the same module.
const psycopg2 = 'psycopg2-binary==2.9.13';
const packages = [`matrix-synapse[oidc,saml2]==${synapseVersion}`, psycopg2];
const olderPackages = [
  ...[`matrix-synapse==${olderSynapseVersion}`, psycopg2],
  ...['prometheus-client==0.20.0', 'bcrypt==4.0.1'],
];
const pipInstall = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary=:all:'];

type Prepared = { readonly python: string } | { readonly problem: string };

/** A Python that has this Synapse: that of TEST_SYNAPSE_PYTHON, else a virtual environment in node_modules/.cache, made by pip once. */
export async function prepareSynapsePython(): Promise<Prepared> {
  const given = process.env.TEST_SYNAPSE_PYTHON;
  if (given) return { python: given };
  return await prepare(synapseVersion, packages, addMissing);
}

/** The same with the older one: that of TEST_OLDER_SYNAPSE_PYTHON. */
export async function prepareOlderSynapsePython(): Promise<Prepared> {
  const given = process.env.TEST_OLDER_SYNAPSE_PYTHON;
  if (given) return { python: given };
  return await prepare(olderSynapseVersion, olderPackages, (python) => Promise.resolve({ python }));
}

async function prepare(
  version: string,
  wanted: readonly string[],
  whenFound: (python: string) => Promise<Prepared>,
): Promise<Prepared> {
  const cache = join(packageRoot(), 'node_modules', '.cache');
  const finished = join(cache, `synapse-${version}`);
  const python = join(finished, 'bin', 'python');
  if (existsSync(python)) return await whenFound(python);
  const unfinished = `${finished}.${process.pid}`;
  try {
    await run('python3', ['-c', 'import sys, ensurepip; sys.exit(sys.version_info < (3, 10))']);
  } catch (error) {
    return {
      problem: `The tests with a real Synapse need Python 3.10 or newer with venv (Debian: apt install python3 python3-venv).\n${lastLine(error)}`,
    };
  }
  process.stderr.write(`pip installs Synapse ${version} in ${finished}, once\n`);
  try {
    await mkdir(cache, { recursive: true });
    await run('python3', ['-m', 'venv', unfinished]);
    // As a module: the scripts in bin/ would keep the unfinished path.
    await run(join(unfinished, 'bin', 'python'), [...pipInstall, ...wanted], { maxBuffer: 2 ** 26 });
    // Another run may have been faster.
    await rename(unfinished, finished).catch((error: unknown) => {
      if (!existsSync(python)) throw error;
    });
    return { python };
  } catch (error) {
    return {
      problem: `Synapse ${version} cannot be installed; pip must reach a package index.\n${lastLine(error)}`,
    };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** One that was made before the tests asked about SAML gets what it lacks. */
async function addMissing(python: string): Promise<Prepared> {
  const pip = [...pipInstall, ...packages];
  try {
    await run(python, ['-c', 'import saml2, pytz, defusedxml']).catch(() => run(python, pip, { maxBuffer: 2 ** 26 }));
    return { python };
  } catch (error) {
    return {
      problem: `Synapse ${synapseVersion} lacks its extra saml2; pip must reach a package index.\n${lastLine(error)}`,
    };
  }
}

function lastLine(error: unknown): string {
  const { stderr, message } = error as { readonly stderr?: string; readonly message: string };
  return (stderr || message).trim().split('\n').at(-1) ?? '';
}
